using Loadgen.Analysis.Statistics;

namespace Loadgen.Benchmarks;

/// <summary>The median of all averages, and its interval, against computing them by their definitions.</summary>
internal static class StatisticsBenchmark
{
    private const int Repeats = 5;
    private const int Resamples = 2000;

    public static Task RunAsync()
    {
        Samples.Title("Hodges–Lehmann estimate: 3,000 pairs, by its definition and by selection; then 80,000");
        var small = SampleOf(3000, hours: 1);
        Measure(() => PairedComparison.Of(small, 1)).PrintAgainst("selected", Measure(() => MedianOf(Differences(small))), "sorted", "ms");
        var large = SampleOf(80_000, hours: 1);
        Measure(() => PairedComparison.Of(large, 1)).Print("80,000 pairs selected", "ms");

        Samples.Title("Its interval: 300 pairs in 100 hours, by projection and by the estimates of 2,000 resamples; then others");
        var usual = SampleOf(300, hours: 100);
        Measure(() => PairedComparison.Of(usual, 1)).PrintAgainst("projected", Measure(() => Resample(usual)), "resampled", "ms");
        foreach (var (pairs, hours) in new[] { (300, 10), (300, 19), (300, 300), (250_000, 720) })
        {
            var sample = SampleOf(pairs, hours);
            Measure(() => PairedComparison.Of(sample, 1)).Print($"{pairs} pairs in {hours} hours", "ms");
        }

        return Task.CompletedTask;
    }

    private static Samples Measure(Action action)
    {
        action();
        return new(Enumerable.Range(0, Repeats).Select(_ =>
        {
            var start = TimeProvider.System.GetTimestamp();
            action();
            return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        }).ToList());
    }

    private static void Resample(PairedSample sample)
    {
        var (differences, random) = (Differences(sample), new Random(1));
        var pairs = sample.Hours.Index().ToLookup(pair => pair.Item, pair => differences[pair.Index]);
        for (var resample = 0; resample < Resamples; resample++)
        {
            double[] drawn = [.. Enumerable.Range(0, pairs.Count).SelectMany(_ => pairs[random.Next(pairs.Count)])];
            // One hour: the estimate without an interval.
            _ = PairedComparison.Of(new(new double[drawn.Length], drawn, new int[drawn.Length]), 1);
        }
    }

    private static double MedianOf(double[] values)
    {
        var averages = new double[values.Length * (values.Length + 1) / 2];
        var next = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i; j < values.Length; j++)
                averages[next++] = (values[i] + values[j]) / 2;
        }

        Array.Sort(averages);
        return (averages[(averages.Length - 1) / 2] + averages[averages.Length / 2]) / 2;
    }

    private static double[] Differences(PairedSample sample) =>
        [.. sample.Approach.Zip(sample.Baseline, (approach, baseline) => approach - baseline)];

    private static PairedSample SampleOf(int pairs, int hours)
    {
        var random = new Random(1);
        return new(
            [.. Enumerable.Range(0, pairs).Select(_ => Math.Exp(random.NextDouble() * 6))],
            [.. Enumerable.Range(0, pairs).Select(_ => Math.Exp(random.NextDouble() * 6))],
            [.. Enumerable.Range(0, pairs).Select(i => i % hours)]);
    }
}
