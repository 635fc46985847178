using Loadgen.Analysis.Correlation;
using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Tests.Correlation;

public sealed class CorrelationSummaryTests : IDisposable
{
    private readonly SentEvents _events = new();

    [Fact]
    public void Calls_are_counted_and_times_are_medians()
    {
        _events.Add("A", id: "e:1", trace: "a1").Add("A", id: "e:2", trace: "a2")
            .Add("A", id: "e:3", trace: "a3").Add("A", id: "e:4", trace: "a4")
            .Add("A", id: "e:5", trace: "a5", outcome: "skipped_late").Add("A", id: "e:6", trace: "a6", outcome: "dry_run")
            .Logged(
                LogLines.Of("a1", "13:01:04.366", "13:01:04.456", "\"cold_start\":true"),
                LogLines.Of("a2", "13:01:04.346", "13:01:04.446", "\"cold_start\":false"),
                LogLines.Of("a3", "13:01:04.386", "13:01:04.496"),
                LogLines.Of("a3", "13:01:05.386", "13:01:05.496"));

        var function = Assert.Single(Join().Functions);

        Assert.Equal(
            new CorrelatedFunction("A", "crypto_key_gen", 4, 3, 1, 0, 0, 1, 10, 100, 100, 200) { NegativeQueueDelays = 1 }, function);
    }

    [Theory]
    [InlineData("14:29:58.999", "14:29:59.500", "15:00:00", 1, 0, "more than a second before its target time")]
    [InlineData("14:29:59.000", "14:29:59.500", "15:00:00", 0, 0, "a second before: clocks differ by as much")]
    [InlineData("14:30:00.000", "14:30:00.500", "14:29:59.500", 0, 0, "a second after its deadline, likewise")]
    [InlineData("14:30:00.000", "14:30:00.500", "14:29:59.499", 0, 1, "its end is more than a second after the deadline")]
    public void Executions_are_held_against_target_time_and_deadline(
        string began, string ended, string deadline, long early, long late, string reason)
    {
        _events.Add("C", trace: "c1").Logged(LogLines.Of("c1", began, ended));
        _events.Database.Execute("UPDATE events SET deadline_utc = $1::TIMESTAMP", $"2026-01-20 {deadline}");

        var function = Assert.Single(Join().Functions);

        Assert.Equal((early, late, reason), (function.Early, function.Late, reason));
    }

    [Fact]
    public void The_dispatchers_logs_are_summed_up_beside_the_functions()
    {
        _events.Add("C", id: "e:1", trace: "c1").Add("C", id: "e:2", trace: "c2").Add("A", id: "e:1", trace: "a1")
            .Logged(LogLines.Of("c1"))
            .DispatcherLogged("""{"trace_id":"c1","execution_ms":4.5}""");

        var functions = Join().Functions;

        Assert.Equal([("A", null, null), ("C", 1L, 4.5)], functions.Select(function =>
            (function.Approach, function.WithDispatcherLog, function.DispatcherExecution)));
    }

    [Fact]
    public void Logs_of_which_none_is_of_a_call_say_that_too()
    {
        _events.Add(trace: "a1").Logged("text");

        Assert.Equal((1, 0), (Join().Functions[0].Calls, Join().Functions[0].WithLog));
    }

    [Fact]
    public void Where_nothing_was_joined_there_is_nothing_to_sum_up()
    {
        _events.Add(trace: "a1");

        Choose();

        Assert.Null(CorrelationSummary.Of(_events.Database));
    }

    public void Dispose() => _events.Dispose();

    private CorrelationResult Join()
    {
        _events.Join();
        Choose();
        return CorrelationSummary.Of(_events.Database)!;
    }

    private void Choose()
    {
        _events.Database.Execute("""
            DELETE FROM runs;
            INSERT INTO runs BY NAME SELECT DISTINCT experiment_id, scenario, trace_hour_utc, run_id, true AS is_complete,
                false AS is_original, log FROM events
            """);
        RunChoice.Choose(_events.Database, []);
    }
}
