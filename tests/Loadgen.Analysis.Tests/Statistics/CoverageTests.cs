using Loadgen.Analysis.Statistics;
using MathNet.Numerics.Distributions;

namespace Loadgen.Analysis.Tests.Statistics;

/// <summary>What the intervals and the test promise, held against simulated experiments whose truth is known.</summary>
public sealed class CoverageTests
{
    private const int Experiments = 2000;
    private const double Shift = 25;
    private const double Factor = 1.25;

    [Theory]
    [InlineData(30, 1)]
    [InlineData(30, 8)]
    [InlineData(100, 1)]
    [InlineData(100, 8)]
    [InlineData(280, 1)]
    [InlineData(280, 8)]
    public void A_difference_lies_within_its_interval_in_93_to_97_of_100_experiments(int hours, int eventsOfHour) =>
        Assert.InRange(ShareOfDifferences(Experiments, hours, eventsOfHour), 0.93, 0.97);

    // With so few hours a number of samples have the same interval, and coverage goes in steps.
    [Theory]
    [InlineData(6, 1)]
    [InlineData(6, 2)]
    [InlineData(6, 8)]
    [InlineData(8, 2)]
    [InlineData(10, 1)]
    [InlineData(20, 1)]
    public void With_few_hours_it_does_in_92_to_98(int hours, int eventsOfHour) =>
        Assert.InRange(ShareOfDifferences(Experiments / 4, hours, eventsOfHour), 0.92, 0.98);

    [Theory]
    [InlineData(6, 2)]
    [InlineData(10, 2)]
    [InlineData(30, 1)]
    [InlineData(30, 8)]
    [InlineData(100, 1)]
    public void A_ratio_lies_within_its_interval(int hours, int eventsOfHour) =>
        Assert.InRange(
            SimulatedExperiment.ShareOf(Experiments, (experiment, seed) =>
                Has(RatioEstimate.Of(experiment.Pairs(hours, eventsOfHour, factor: Factor), seed)!.Interval, 1 / Factor)),
            0.93,
            0.97);

    // Ends are values, and never too near: with few values, they are further away than they had to be.
    [Theory]
    [InlineData(0.5, 10, 2, 0.995)]
    [InlineData(0.5, 30, 1, 0.97)]
    [InlineData(0.5, 30, 8, 0.97)]
    [InlineData(0.5, 280, 8, 0.97)]
    [InlineData(0.9, 100, 1, 0.975)]
    [InlineData(0.9, 100, 8, 0.97)]
    [InlineData(0.95, 100, 1, 0.99)]
    [InlineData(0.95, 280, 8, 0.97)]
    [InlineData(0.99, 280, 8, 0.975)]
    public void A_quantile_lies_within_its_interval(double p, int hours, int eventsOfHour, double most)
    {
        var truth = SimulatedExperiment.Median * Math.Exp(Normal.InvCDF(0, SimulatedExperiment.Spread, p));

        Assert.InRange(
            SimulatedExperiment.ShareOf(Experiments, (experiment, _) =>
            {
                var pairs = experiment.Pairs(hours, eventsOfHour);
                return Has(QuantileEstimate.Of(pairs.Baseline, pairs.Hours, p).Interval, truth);
            }),
            0.93,
            most);
    }

    // Ranks have few sums: the p-value next below 5% is 3.1% with 6 hours, 4.9% with 10 and 5.0% with 30.
    [Theory]
    [InlineData(6, 1, 0.02, 0.04)]
    [InlineData(10, 1, 0.04, 0.06)]
    [InlineData(30, 1, 0.04, 0.06)]
    [InlineData(30, 8, 0.04, 0.06)]
    [InlineData(50, 2, 0.04, 0.06)]
    [InlineData(51, 2, 0.04, 0.06)]
    [InlineData(100, 1, 0.04, 0.06)]
    [InlineData(280, 1, 0.04, 0.06)]
    public void Without_an_effect_5_of_100_are_called_different(int hours, int eventsOfHour, double least, double most) =>
        Assert.InRange(ShareOfDifferent(hours, eventsOfHour, shift: 0), least, most);

    [Fact]
    public void An_effect_is_found() => Assert.InRange(ShareOfDifferent(100, 8, Shift), 0.99, 1);

    private static double ShareOfDifferences(int experiments, int hours, int eventsOfHour) =>
        SimulatedExperiment.ShareOf(experiments, (experiment, seed) =>
            Has(DifferenceOf(experiment.Pairs(hours, eventsOfHour, Shift), seed), Shift));

    private static double ShareOfDifferent(int hours, int eventsOfHour, double shift) =>
        SimulatedExperiment.ShareOf(5 * Experiments, (experiment, _) =>
        {
            var pairs = experiment.Pairs(hours, eventsOfHour, shift);
            return SignedRankTest.Of(HourIndex.From(pairs.Hours).Medians(Differences(pairs))).P < 0.05;
        });

    private static Interval? DifferenceOf(PairedSample pairs, int seed)
    {
        var hours = HourIndex.From(pairs.Hours);
        var averages = new WalshAverages(Differences(pairs), hours.Of);
        return MedianInterval.Around(averages.Median, averages, hours, seed);
    }

    private static double[] Differences(PairedSample pairs) =>
        [.. pairs.Approach.Zip(pairs.Baseline, (approach, baseline) => approach - baseline)];

    private static bool Has(Interval? interval, double truth) => interval is not null && interval.Low <= truth && truth <= interval.High;
}
