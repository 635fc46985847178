using System.Globalization;
using System.Text;
using Loadgen.Clocks;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Tests.Trace;

/// <summary>The table that tests/golden/trace.py works out from the written rules alone.</summary>
public sealed class GoldenTraceTests
{
    private static readonly string[] Rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "golden", "trace.csv"))[1..];

    public static TheoryData<string> Table => new(Rows);

    [Theory]
    [MemberData(nameof(Table))]
    public void The_trace_is_the_one_that_another_language_computes(string row)
    {
        var (experiment, hour, function, schedule, index, jitterSeconds, eventId, minute, jitter, scheduled) = Read(row);

        Assert.Equal(eventId, EventId.Format(experiment, hour, function, index + 1));
        Assert.Equal(minute, schedule.MinuteOf(index));
        var chance = EventId.ChanceOf(Encoding.UTF8.GetBytes(eventId));
        Assert.Equal(TimeSpan.FromMilliseconds(jitter), Jitter.Of(chance, jitterSeconds, minute));
        var planned = Assert.Single(
            new Workload("golden", [new(function, schedule, [])]).Expand(experiment, hour, jitterSeconds),
            candidate => candidate.InvocationIndex == index + 1);
        Assert.Equal((eventId, scheduled), (planned.EventId, Instant.ToMilliseconds(planned.ScheduledTime)));
    }

    [Fact]
    public void The_table_meets_every_edge()
    {
        var table = Rows.Select(Read).ToList();

        Assert.True(table.Count >= 190, "fewer cases than there were");
        Assert.Contains(table, row => row.JitterMilliseconds > 0 && row.Scheduled.EndsWith(":59:59.000Z", StringComparison.Ordinal));
        Assert.Contains(table, row => row.EventId.EndsWith(":3600", StringComparison.Ordinal));
        Assert.Contains(table, row => row.JitterSeconds < 0);
        Assert.Contains(table, row => row is { JitterSeconds: > 0 and < 0.001, JitterMilliseconds: 1 });
        Assert.Contains(table, row => row.Minute < row.Schedule.Minute);
        Assert.Contains(table, row => row.Hour.Start.Hour == 23);
    }

    private static GoldenRow Read(string row)
    {
        var cells = row.Split(',');
        Assert.True(Instant.TryParse(cells[1], out var start), row);
        return new(
            cells[0], TraceHour.Containing(start), cells[2], new(Whole(cells[3]), Whole(cells[5])), Whole(cells[4]),
            double.Parse(cells[6], CultureInfo.InvariantCulture), cells[7], Whole(cells[8]), Whole(cells[9]), cells[10]);
    }

    private static int Whole(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    private sealed record GoldenRow(
        string Experiment, TraceHour Hour, string Function, CountSchedule Schedule, int Index, double JitterSeconds,
        string EventId, int Minute, int JitterMilliseconds, string Scheduled);
}
