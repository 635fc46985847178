using System.Globalization;
using Loadgen.Analysis.Figures;

namespace Loadgen.Analysis.Tests.Figures;

public sealed class FigureSeriesTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, "1 2 3", "neighbours")]
    [InlineData(new double[] { 1, 2, 5, 6 }, "1 2|5 6", "a gap")]
    [InlineData(new double[] { 1, 3.5 }, "1|3.5", "points that stand alone")]
    [InlineData(new double[] { 1, 2.5, 4 }, "1 2.5 4", "just near enough")]
    [InlineData(new double[] { 7 }, "7", "a single one")]
    public void Points_are_joined_with_those_that_are_near(double[] places, string expected, string reason)
    {
        var series = new FigureSeries("A", 0, [.. places.Select(x => new FigurePoint(x, 0))]);

        var runs = string.Join('|', series.Runs(longestStep: 1.5).Select(run =>
            string.Join(' ', run.Select(point => point.X.ToString(CultureInfo.InvariantCulture)))));

        Assert.True(runs == expected, $"{reason}: {runs}");
    }
}
