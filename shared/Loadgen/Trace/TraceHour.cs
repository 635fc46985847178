using Loadgen.Clocks;
namespace Loadgen.Trace;

/// <summary>The UTC hour that a run plans.</summary>
public readonly record struct TraceHour : IComparable<TraceHour>
{
    private TraceHour(DateTimeOffset start) => Start = start;

    /// <summary>The first instant of the hour.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The years whose hours can be planned, in words.</summary>
    internal const string PlannableYears = "the years 1970 to 9998";

    /// <summary>
    /// Whether everything around the hour (lead, hold, deadline) is a moment too, which at the ends of the calendar it is not.
    /// </summary>
    public bool IsPlannable => Start.Year is >= 1970 and <= 9998;

    /// <summary>The hour that <paramref name="moment"/> lies in.</summary>
    public static TraceHour Containing(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        return new(new DateTimeOffset(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero));
    }

    /// <summary>The first hour that begins after <paramref name="moment"/>.</summary>
    public static TraceHour After(DateTimeOffset moment) => Containing(moment.AddHours(1));

    /// <summary>The hour without separators, as in object names: <c>20260120T130000Z</c>.</summary>
    public string ToCompactString() => Instant.ToCompact(Start);

    /// <summary>The hour as payloads and log lines write it: <c>2026-01-20T13:00:00Z</c>.</summary>
    public override string ToString() => Instant.ToSeconds(Start);

    /// <inheritdoc/>
    public int CompareTo(TraceHour other) => Start.CompareTo(other.Start);

    /// <summary>Earlier than.</summary>
    public static bool operator <(TraceHour left, TraceHour right) => left.CompareTo(right) < 0;

    /// <summary>Later than.</summary>
    public static bool operator >(TraceHour left, TraceHour right) => left.CompareTo(right) > 0;

    /// <summary>Not later than.</summary>
    public static bool operator <=(TraceHour left, TraceHour right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(TraceHour left, TraceHour right) => left.CompareTo(right) >= 0;
}
