using Loadgen.Analysis.Verification;
using Loadgen.Clocks;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Verification;

/// <summary>What is not there yet, and what is missing. The last event is due at 13:08:14.882.</summary>
public sealed class RunningTests
{
    private static readonly DateTimeOffset Hour = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);

    /// <summary>Due, 1,800 s of lateness, 630 s for which a claim is believed, 120 s to the delivery that says so.</summary>
    private static readonly DateTimeOffset Limit = Hour.AddMilliseconds(494_882).AddSeconds(1800 + 630 + 120);

    private static VerificationReport Verify(IEnumerable<string> lines, DateTimeOffset now, DateTimeOffset? changed = null) =>
        LogText.Verify(lines, new() { ReadAt = new(now, changed ?? now) });

    private static List<string> Without(List<string> lines, params int[] positions) =>
        [.. lines.Where((_, position) => !positions.Contains(position))];

    [Fact]
    public void An_event_may_still_get_its_line_until_the_promises_are_over()
    {
        var lines = Without(new LogText().Lines(), 4, 5);

        var report = Verify(lines, Limit);

        Assert.Empty(report.Findings);
        var run = Assert.Single(report.Runs);
        Assert.Equal((true, 1, Limit, 3, 4), (run.IsRunning, run.Running, run.RunsUntil, run.Logged, run.Planned));
    }

    [Fact]
    public void After_that_it_is_missing()
    {
        var report = Verify(Without(new LogText().Lines(), 4, 5), Limit.AddMilliseconds(1));

        Assert.False(report.IsRunning);
        Assert.Equal((1, 1), (report.CountOf(FindingKind.Missing), report.CountOf(FindingKind.CompleteMissing)));
    }

    [Fact]
    public void Each_event_has_its_own_limit()
    {
        var report = Verify(Without(new LogText().Lines(), 1, 4, 5), Limit);

        Assert.True(report.IsRunning);
        Assert.Equal((1, FindingKind.Missing), (report.Runs[0].Running, Assert.Single(report.Findings).Kind));
    }

    [Fact]
    public void Where_the_run_says_that_it_is_complete_a_line_is_missing_at_once() =>
        Assert.Equal(FindingKind.Missing, Assert.Single(Verify(Without(new LogText().Lines(), 4), Hour).Findings).Kind);

    [Fact]
    public void Until_its_complete_line_is_there_a_run_is_not_over()
    {
        var report = Verify(Without(new LogText().Lines(), 5), Limit);

        Assert.Empty(report.Findings);
        Assert.Equal((true, 0), (report.IsRunning, report.Runs[0].Running));
    }

    [Fact]
    public void A_whole_run_is_over() => Assert.False(Verify(new LogText().Lines(), Hour).IsRunning);

    [Fact]
    public void How_late_an_event_may_be_is_the_runs_own()
    {
        var lines = Without(new LogText().Lines(), 4, 5);
        lines[0] = lines[0].Replace("\"max_lateness_s\":1800", "\"max_lateness_s\":60", StringComparison.Ordinal);

        Assert.Equal(Limit.AddSeconds(-1740), Assert.Single(Verify(lines, Hour).Runs).RunsUntil);
        Assert.False(Verify(lines, Limit.AddSeconds(-1739)).IsRunning);
    }

    [Fact]
    public void A_run_of_an_hour_that_is_long_over_has_as_long_from_its_start()
    {
        var lines = Without(new LogText().Lines(), 4, 5);
        var start = Hour.AddDays(30);
        lines[0] = lines[0].Replace("\"ts_utc\":\"2026-01-20T12:58:00", "\"ts_utc\":\"2026-02-19T13:00:00", StringComparison.Ordinal);

        Assert.Equal(start.AddSeconds(1800 + 630 + 120), Assert.Single(Verify(lines, start.AddMinutes(40)).Runs).RunsUntil);
    }

    [Fact]
    public void No_numbers_are_too_great_for_a_limit()
    {
        var lines = Without(new LogText(clock: new("scaled", 1e300)).Lines(), 4, 5);
        lines[0] = lines[0].Replace("\"max_lateness_s\":1800", "\"max_lateness_s\":2147483647", StringComparison.Ordinal)
            .Replace("\"ts_utc\":\"2026", "\"ts_utc\":\"9998", StringComparison.Ordinal);

        Assert.True(Verify(lines, Hour).IsRunning);
        Assert.False(Verify(lines, Hour.AddSeconds(1), Hour).IsRunning);
    }

    [Fact]
    public void Where_nobody_says_when_a_log_was_read_its_runs_are_over() =>
        Assert.False(LogText.Verify(Without(new LogText().Lines(), 4, 5)).IsRunning);

    // The last of the lines below is of 13:04:03.032.
    public static TheoryData<string, double, int, bool, string> Rehearsals => new()
    {
        { "scaled", 10, 0, true, "its dates are its own, whatever the machine's are" },
        { "scaled", 10, 280, true, "2,800 s have passed there" },
        { "scaled", 10, 281, false, "2,810 s have passed there" },
        { "scaled", 1, 2801, true, "at the machine's pace" },
        { "scaled", 1, 2802, false, "at the machine's pace, and the limit is over" },
        { "leaping", 1, 180, true, "a call may take 120 s, and its line a minute" },
        { "leaping", 1, 181, false, "nothing else is waited for" },
    };

    [Theory]
    [MemberData(nameof(Rehearsals))]
    public void A_rehearsal_has_a_time_of_its_own_which_goes_on_from_its_last_line(
        string clock, double speed, int age, bool isRunning, string reason)
    {
        var lines = Without(new LogText(clock: new(clock, speed)).Lines(), 4, 5);
        var changed = new DateTimeOffset(2031, 5, 1, 0, 0, 0, TimeSpan.Zero);

        var report = Verify(lines, changed.AddSeconds(age), changed);

        Assert.True(report.IsRunning == isRunning, reason);
        Assert.Equal(new ClockKind(clock, speed), Assert.Single(report.Runs).Clock);
    }
}
