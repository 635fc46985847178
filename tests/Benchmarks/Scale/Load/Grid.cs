namespace Loadgen.Benchmarks.Scale.Load;

/// <summary>Arrivals at a rate, held against an even grid.</summary>
internal sealed record Grid(int Rate)
{
    /// <summary>How far each arrival was from its place, in ms. The grid is laid where it fits best, wherever it begins.</summary>
    /// <param name="arrivals">In ticks of 100 ns.</param>
    public Samples DeviationsOf(IReadOnlyList<long> arrivals)
    {
        var offsets = arrivals.Order().Select((ticks, i) => ticks - (i * (double)TimeSpan.TicksPerSecond / Rate)).ToList();
        var begin = offsets.Order().ElementAt(offsets.Count / 2);
        return new(offsets.Select(offset => Math.Abs(offset - begin) / TimeSpan.TicksPerMillisecond));
    }
}
