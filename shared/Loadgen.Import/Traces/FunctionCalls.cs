namespace Loadgen.Import.Traces;

/// <summary>When a function is called: how often in each minute, or at which moments.</summary>
internal abstract class FunctionCalls
{
    /// <summary>All calls.</summary>
    public abstract long Total { get; }

    /// <summary>Adds the calls of each minute to what is there.</summary>
    public abstract void AddTo(long[] perMinute);

    /// <summary>The calls of a minute. Minutes are asked for in their order, each once.</summary>
    public abstract int CountIn(int minute);

    /// <summary>Keeps so many of the calls of the minute that was asked for last.</summary>
    public abstract void Keep(int minute, int kept);
}

/// <summary>Calls that are counted by the minute.</summary>
/// <param name="counts">One for each minute.</param>
internal sealed class MinuteCounts(int[] counts) : FunctionCalls
{
    public IReadOnlyList<int> Counts => counts;

    public override long Total => counts.Sum(count => (long)count);

    public override void AddTo(long[] perMinute)
    {
        for (var minute = 0; minute < counts.Length; minute++)
            perMinute[minute] += counts[minute];
    }

    public override int CountIn(int minute) => counts[minute];

    public override void Keep(int minute, int kept) => counts[minute] = kept;
}

/// <summary>Calls of which each has its moment.</summary>
/// <param name="milliseconds">Since the beginning of the first minute, in order.</param>
internal sealed class ExactMoments(List<long> milliseconds) : FunctionCalls
{
    public const long MillisecondsOfMinute = 60_000;

    private int _first;
    private int _next;
    private int _kept;

    public IReadOnlyList<long> Milliseconds => milliseconds;

    public override long Total => milliseconds.Count;

    public override void AddTo(long[] perMinute)
    {
        foreach (var moment in milliseconds)
            perMinute[moment / MillisecondsOfMinute]++;
    }

    public override int CountIn(int minute)
    {
        _first = _next;
        while (_next < milliseconds.Count && milliseconds[_next] / MillisecondsOfMinute == minute)
            _next++;
        return _next - _first;
    }

    /// <summary>Those that are kept lie as evenly among the others as they can.</summary>
    public override void Keep(int minute, int kept)
    {
        var count = (long)(_next - _first);
        for (var i = 0L; i < count; i++)
        {
            if (Share(i + 1) > Share(i))
                milliseconds[_kept++] = milliseconds[_first + (int)i];
        }

        // How many of the first calls are kept: their share, rounded.
        long Share(long calls) => ((2 * calls * kept) + count) / (2 * count);
    }

    /// <summary>Forgets what was not kept, after the last minute.</summary>
    public void Trim() => milliseconds.RemoveRange(_kept, milliseconds.Count - _kept);
}
