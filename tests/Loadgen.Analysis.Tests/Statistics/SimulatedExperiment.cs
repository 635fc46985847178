using Loadgen.Analysis.Statistics;
using Loadgen.Randomness;

namespace Loadgen.Analysis.Tests.Statistics;

/// <summary>
/// Latencies of two approaches as experiments have them, with a known truth. Each hour has a level of its own, which both approaches
/// share, and each call a lognormal latency, whose longest are many times the median.
/// </summary>
internal sealed class SimulatedExperiment(int seed)
{
    /// <summary>The median latency of an hour that is like the middle of all, in milliseconds.</summary>
    public const double Median = 100;

    /// <summary>Spread of the logarithms: of hours, of what an hour does to one approach alone, and of calls.</summary>
    private const double HourSpread = 0.3, OwnSpread = 0.15, CallSpread = 0.6;

    private readonly SplitMix _random = new((ulong)seed);

    /// <summary>The spread of all latencies' logarithms.</summary>
    public static double Spread { get; } = Math.Sqrt((HourSpread * HourSpread) + (OwnSpread * OwnSpread) + (CallSpread * CallSpread));

    /// <summary>Pairs of which the approach's is longer by <paramref name="shift"/> and <paramref name="factor"/>.</summary>
    public PairedSample Pairs(int hours, int eventsOfHour, double shift = 0, double factor = 1)
    {
        var n = hours * eventsOfHour;
        var sample = new PairedSample(new double[n], new double[n], new int[n]);
        for (var hour = 0; hour < hours; hour++)
        {
            var level = Math.Log(Median) + (HourSpread * Normal());
            var (baseline, approach) = (level + (OwnSpread * Normal()), level + (OwnSpread * Normal()));
            for (var i = hour * eventsOfHour; i < (hour + 1) * eventsOfHour; i++)
            {
                sample.Hours[i] = hour;
                sample.Baseline[i] = Math.Exp(baseline + (CallSpread * Normal()));
                sample.Approach[i] = (Math.Exp(approach + (CallSpread * Normal())) * factor) + shift;
            }
        }

        return sample;
    }

    /// <summary>How many of the experiments, which have seeds of their own, are as <paramref name="isSo"/> asks.</summary>
    public static double ShareOf(int experiments, Func<SimulatedExperiment, int, bool> isSo)
    {
        var count = 0;
        Parallel.For(0, experiments, seed =>
        {
            if (isSo(new(seed), seed))
                Interlocked.Increment(ref count);
        });
        return count / (double)experiments;
    }

    /// <summary>Box and Muller's.</summary>
    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.Unit())) * Math.Cos(2 * Math.PI * _random.Unit());
}
