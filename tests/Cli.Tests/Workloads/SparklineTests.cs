using Loadgen.Cli.Workloads;

namespace Loadgen.Cli.Tests.Workloads;

public sealed class SparklineTests
{
    [Fact]
    public void The_lowest_block_is_for_none_alone_and_the_highest_for_the_most()
    {
        var line = Sparkline.Of([0, 1, 50, 51, 100, 99], "hour", perRow: 24);

        Assert.Equal("calls of each hour: ▁ none, █ 100", line.Title);
        Assert.Equal(["▁▂▅▅██"], line.Rows);
    }

    [Fact]
    public void A_row_is_a_day_that_begins_with_the_number_of_its_first_hour()
    {
        var line = Sparkline.Of([.. Enumerable.Range(0, 336).Select(hour => hour % 24)], "hour", perRow: 24);

        Assert.Equal(14, line.Rows.Count);
        Assert.Equal("  0  ▁▂▂▂▃▃▃▄▄▄▅▅▅▅▆▆▆▇▇▇████", line.Rows[0]);
        Assert.StartsWith("312  ▁", line.Rows[^1], StringComparison.Ordinal);
        Assert.All(line.Rows, row => Assert.InRange(row.Length, 1, 80));
    }

    [Fact]
    public void More_hours_than_two_weeks_are_the_most_of_several()
    {
        var hours = new int[1000];
        hours[500] = 7;

        var line = Sparkline.Of(hours, "hour", perRow: 24);

        Assert.Equal("the most calls of 3 hours: ▁ none, █ 7", line.Title);
        Assert.Equal(14, line.Rows.Count);
        Assert.Equal(("432", 22), (line.Rows[6][..3], line.Rows[6]["432  ".Length..].IndexOf('█', StringComparison.Ordinal)));
    }

    [Fact]
    public void No_calls_at_all_are_the_lowest_blocks() => Assert.Equal(["▁▁"], Sparkline.Of([0, 0], "hour", perRow: 24).Rows);
}
