using Loadgen.Clocks;
using Loadgen.Dispatching;
using Loadgen.Trace;

namespace Loadgen.Tests.Dispatching;

/// <summary>The table that tests/golden/deadlines.py works out from the system's time zone data.</summary>
public sealed class DispatchDeadlineTests
{
    private static readonly string[] Rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "golden", "deadlines.csv"))[1..];

    public static TheoryData<string> Table => new(Rows);

    private static string DeadlineOf(string hour)
    {
        Assert.True(Instant.TryParse(hour, out var start), hour);
        return Instant.ToSeconds(DispatchDeadline.Of(TraceHour.Containing(start)));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void The_deadline_is_the_one_that_time_zone_data_gives(string row) =>
        Assert.Equal(row.Split(',')[1], DeadlineOf(row.Split(',')[0]));

    [Theory]
    [InlineData("2026-01-20T13:00:00Z", "2026-01-21T11:00:00Z", "a winter day in New York")]
    [InlineData("2026-01-20T04:00:00Z", "2026-01-20T11:00:00Z", "the last hour of the day before in New York")]
    [InlineData("2026-01-20T05:00:00Z", "2026-01-21T11:00:00Z", "midnight in New York")]
    [InlineData("2026-03-07T20:00:00Z", "2026-03-08T10:00:00Z", "the clocks go forward before the deadline")]
    [InlineData("2026-10-31T20:00:00Z", "2026-11-01T11:00:00Z", "the clocks go back before the deadline")]
    public void It_is_six_in_the_morning_in_New_York_on_the_next_day_there(string hour, string deadline, string reason) =>
        Assert.True(deadline == DeadlineOf(hour), reason);

    [Fact]
    public void The_table_meets_every_edge()
    {
        Assert.True(Rows.Length >= 500, "fewer cases than there were");
        Assert.Contains(Rows, row => row.EndsWith("T10:00:00Z", StringComparison.Ordinal));
        Assert.Contains(Rows, row => row.EndsWith("T11:00:00Z", StringComparison.Ordinal));
        Assert.Contains("2026-12-31T23:00:00Z,2027-01-01T11:00:00Z", Rows);
        Assert.Contains("2028-02-28T23:00:00Z,2028-02-29T11:00:00Z", Rows);
    }
}
