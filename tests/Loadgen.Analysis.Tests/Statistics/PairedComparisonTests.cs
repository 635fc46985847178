using FsCheck.Xunit;
using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Tests.Statistics;

public sealed class PairedComparisonTests
{
    private const double Shift = 34;

    public static TheoryData<double[], double[], int[], PairedResult, string> Edges => new()
    {
        { [10], [12], [0], new(1, 1, new(2, null), new(10 / 12.0, null), 1), "one pair has a value, and nothing to tell how sure it is" },
        {
            [1, 1, 1, 1, 1], [3, 3, 3, 3, 3], [0, 1, 2, 3, 4],
            new(5, 5, new(2, null), new(1 / 3.0, null), P(15, 5, 120)), "five hours are too few"
        },
        {
            [1, 1, 1, 1, 1, 1], [3, 3, 3, 3, 3, 3], [0, 1, 2, 3, 4, 5],
            new(6, 6, new(2, new(2, 2)), new(1 / 3.0, new(1 / 3.0, 1 / 3.0)), P(21, 6, 210)), "equal differences vary by nothing"
        },
        { [5, 6, 7], [5, 6, 7], [0, 0, 0], new(3, 1, new(0, null), new(1, null), 1), "no difference at all" },
        { [0, 0], [1, 2], [0, 1], new(2, 2, new(1.5, null), null, 0.5), "a baseline of nothing has no ratio" },
        { [3, -4], [1, 2], [0, 1], new(2, 2, new(2, null), null, 1), "nor has one below nothing" },
        { [1, 1, 1], [2, 3, 4], [7, 9, 7], new(3, 2, new(2, null), new(1 / 3.0, null), P(3, 2, 6)), "hours may have any number" },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void Edges_are_told_as_they_are(double[] baseline, double[] approach, int[] hours, PairedResult expected, string reason)
    {
        var result = PairedComparison.Of(new(baseline, approach, hours), seed: 1);

        Assert.True(Rounded(result) == Rounded(expected), $"{reason}: {result}");
    }

    public static TheoryData<double[], double[], int[], string> Refused => new()
    {
        { [], [], [], "no pairs" },
        { [1], [1], [0, 1], "hours without pairs" },
        { [1, 2], [1], [0, 1], "a pair with one side" },
        { [double.NaN], [1], [0], "not a number" },
        { [1], [double.PositiveInfinity], [0], "not finite" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_sample_is_refused(double[] baseline, double[] approach, int[] hours, string reason)
    {
        var error = Record.Exception(() => PairedComparison.Of(new(baseline, approach, hours), seed: 1));

        Assert.True(error is ArgumentException && error.Message.Contains("allowed", StringComparison.Ordinal), $"{reason}: {error}");
    }

    [Fact]
    public void Hours_count_for_the_test_not_their_pairs()
    {
        // Hours' medians: 1.5, 2, 3, 4, 5 and −6, whose rank is the highest: V = 15, of which 14 of 64 ways to give signs are as far out.
        var differences = new[] { 1.0, 2, 2, 3, 4, 5, -6, -6, -6 };
        int[] hours = [0, 0, 1, 2, 3, 4, 5, 5, 5];

        Assert.Equal(28 / 64.0, PairedComparison.Of(new(new double[9], differences, hours), seed: 1).P, 12);
    }

    [Fact]
    public void The_same_seed_gives_the_same_and_another_nearly_the_same()
    {
        var sample = new SimulatedExperiment(5).Pairs(60, 4, Shift);

        var (first, same, other) = (PairedComparison.Of(sample, 1), PairedComparison.Of(sample, 1), PairedComparison.Of(sample, 2));

        Assert.Equal(first, same);
        Assert.NotEqual(first.Difference.Interval, other.Difference.Interval);
        var width = first.Difference.Interval!.High - first.Difference.Interval.Low;
        Assert.InRange(other.Difference.Interval!.Low - first.Difference.Interval.Low, -0.1 * width, 0.1 * width);
    }

    [Property(MaxTest = 10)]
    public bool Neither_the_order_of_pairs_nor_their_unit_matters(int seed)
    {
        var sample = new SimulatedExperiment(seed).Pairs(8 + (Math.Abs(seed % 3) * 10), 3, Shift);
        var turned = new PairedSample(
            [.. sample.Baseline.Select(value => value / 1024)],
            [.. sample.Approach.Select(value => value / 1024)],
            sample.Hours);

        var (one, other) = (PairedComparison.Of(sample, 1), PairedComparison.Of(turned, 1));

        return one.P == other.P
            && one.Difference.Value == other.Difference.Value * 1024
            && one.Difference.Interval!.Low == other.Difference.Interval!.Low * 1024
            && one.Difference.Interval.Low <= one.Difference.Value && one.Difference.Value <= one.Difference.Interval.High;
    }

    [Theory]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(60)]
    public void An_interval_is_that_of_medians_of_samples_that_were_drawn_again(int hours)
    {
        const int Resamples = 2000;
        var sample = new SimulatedExperiment(3).Pairs(hours, 2, Shift);
        double[] differences = [.. sample.Approach.Zip(sample.Baseline, (approach, baseline) => approach - baseline)];
        var random = new Random(1);
        var medians = Enumerable.Range(0, Resamples).Select(_ =>
        {
            double[] drawn =
            [
                .. Enumerable.Range(0, hours).Select(_ => random.Next(hours)).SelectMany(hour => differences[(2 * hour)..((2 * hour) + 2)]),
            ];
            return new WalshAverages(drawn, new int[drawn.Length]).Median;
        }).Order().ToArray();
        var tail = new HourBootstrap(hours, 1).Tail;

        var interval = PairedComparison.Of(sample, 1).Difference.Interval!;

        var width = medians[(int)(Resamples * (1 - tail))] - medians[(int)(Resamples * tail)];
        Assert.InRange(interval.Low, medians[(int)(Resamples * tail)] - (0.1 * width), medians[(int)(Resamples * tail)] + (0.1 * width));
        Assert.InRange(
            interval.High, medians[(int)(Resamples * (1 - tail))] - (0.1 * width), medians[(int)(Resamples * (1 - tail))] + (0.1 * width));
    }

    // All n are tied: the test's normal approximation.
    private static double P(double positive, double n, double tiedCubes) =>
        SignedRankTest.Approximate(n, positive, tiedCubes / 48);

    private static PairedResult Rounded(PairedResult result) => result with
    {
        Difference = Rounded(result.Difference),
        Ratio = result.Ratio is null ? null : Rounded(result.Ratio),
        P = Math.Round(result.P, 12),
    };

    private static Estimate Rounded(Estimate estimate) => new(
        Math.Round(estimate.Value, 12),
        estimate.Interval is null ? null : new(Math.Round(estimate.Interval.Low, 12), Math.Round(estimate.Interval.High, 12)));
}
