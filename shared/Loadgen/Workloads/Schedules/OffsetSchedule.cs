namespace Loadgen.Workloads.Schedules;

/// <summary>Calls at exact moments. Their indices count through the hour.</summary>
public sealed class OffsetSchedule : FunctionSchedule
{
    private readonly TimeSpan[] _offsets;

    /// <summary>Makes one.</summary>
    /// <param name="offsets">How far behind the start of hour 0 each call is due, in any order; at least one, none negative.</param>
    public OffsetSchedule(IEnumerable<TimeSpan> offsets)
    {
        _offsets = [.. offsets];
        Array.Sort(_offsets);
        Hours = HourOf(_offsets[^1]) + 1;
    }

    /// <summary>How far behind the start of hour 0 each call is due, in ascending order.</summary>
    public IReadOnlyList<TimeSpan> Offsets => _offsets;

    /// <inheritdoc/>
    public override int? Hours { get; }

    /// <inheritdoc/>
    public override int CountIn(int hour) => FirstOf(hour + 1) - FirstOf(hour);

    internal override IEnumerable<TimeSpan> OffsetsIn(int hour, Func<int, uint> chanceOf, double jitterSeconds)
    {
        var (first, end) = (FirstOf(hour), FirstOf(hour + 1));
        for (var i = first; i < end; i++)
            yield return _offsets[i] - TimeSpan.FromHours(hour);
    }

    private static int HourOf(TimeSpan offset) => (int)(offset.Ticks / TimeSpan.TicksPerHour);

    /// <summary>The position of the first call in an hour, or of the first one after it.</summary>
    private int FirstOf(int hour)
    {
        var (low, high) = (0, _offsets.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (HourOf(_offsets[middle]) < hour)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
