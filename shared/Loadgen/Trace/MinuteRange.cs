using System.Globalization;

namespace Loadgen.Trace;

/// <summary>A part of an hour: from the beginning of one minute to the beginning of another, <c>10..15</c>.</summary>
/// <param name="First">The first minute of it, 0–59.</param>
/// <param name="End">The first minute after it, up to 60.</param>
public sealed record MinuteRange(int First, int End)
{
    /// <summary>What is allowed, for messages.</summary>
    public const string Allowed = "two minutes of an hour such as 10..15, from 0 to 60, the second one after the first";

    /// <summary>Whether an instant of an hour lies in it.</summary>
    public bool Contains(TraceHour hour, DateTimeOffset instant) =>
        instant >= hour.Start.AddMinutes(First) && instant < hour.Start.AddMinutes(End);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <returns><see langword="null"/> where it is anything else.</returns>
    public static MinuteRange? Parse(string text) =>
        text.Split("..") is [var first, var end]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        && from < to && to <= 60
            ? new(from, to)
            : null;

    /// <summary>The text, such as <c>10..15</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}..{End}");
}
