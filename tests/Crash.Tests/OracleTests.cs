using System.Text;
using System.Text.Json;
using Crash.Tests.Cloud;
using Crash.Tests.Hours;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Testing.Workloads;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Crash.Tests;

/// <summary>The oracle of crash hours notices what it is there for.</summary>
public sealed class OracleTests
{
    private static readonly Workload Workload = SomeWorkload.Of((BuiltInWorkload.HealthCheck, 0));
    private static readonly TraceHour Hour = TraceHour.Containing(new DateTimeOffset(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));
    private static readonly PlannedEvent Planned = Workload.Expand(Variables.Experiment, Hour, jitterSeconds: 15).Single();
    private static readonly LoadgenConfiguration Configuration = ConfigurationReader.Read(
        Variables.Of(new("http://target.test/"), new Dictionary<string, string>()).GetValueOrDefault, ConfigurationRole.Invoker);

    private static readonly DateTimeOffset Due = Planned.ScheduledTime;
    private static readonly Receipt Call = new(Planned.EventId, Due.AddSeconds(1), Due);

    [Fact]
    public void An_hour_as_it_should_be_is_no_problem() => Assert.Empty(Check([Log(Outcome.Ok)], [Call]));

    [Fact]
    public void A_lost_result_is_no_problem_whether_or_not_the_target_was_called()
    {
        Assert.Empty(Check([Log(Outcome.Unknown)], [Call]));
        Assert.Empty(Check([Log(Outcome.Unknown)], []));
    }

    [Fact]
    public void Whoever_writes_in_place_of_a_lost_holder_has_taken_over_its_claim() =>
        Assert.Empty(Check([Log(Outcome.Unknown, later: 630)], [Call], claimedAgo: -629));

    [Theory]
    [InlineData(null, 0, "nobody had claimed it", "what nobody claimed is nobody's to lose")]
    [InlineData(-598, 599, "called only 599 s before", "its holder may be alive")]
    public void An_unknown_that_is_too_much_is_noticed(int? claimedAgo, int later, string expected, string reason) => Assert.True(
        Check([Log(Outcome.Unknown, later: later)], [Call], claimedAgo).Single().Contains(expected, StringComparison.Ordinal), reason);

    [Fact]
    public void Who_sent_a_call_may_say_at_once_that_it_is_unknown_and_nobody_else()
    {
        Assert.Empty(Check([Log(Outcome.Unknown, Due)], [Call], claimedAgo: 2));
        Assert.Empty(Check([Log(Outcome.Unknown, Due)], [], claimedAgo: 2));
        Assert.Contains(
            "contradicts", Check([Log(Outcome.Unknown, Due.AddSeconds(1))], [Call], claimedAgo: 2).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_call_is_noticed() =>
        Assert.Contains("promise 2", Check([Log(Outcome.Ok)], [Call, Call]).Single(), StringComparison.Ordinal);

    [Fact]
    public void A_call_that_was_sent_too_early_is_noticed() => Assert.Contains(
        "promise 3", Check([Log(Outcome.Unknown)], [Call with { SentAt = Due.AddMilliseconds(-1) }]).Single(), StringComparison.Ordinal);

    [Fact]
    public void A_call_that_arrived_too_early_for_any_clock_is_noticed() => Assert.Contains(
        "promise 3", Check([Log(Outcome.Unknown)], [Call with { At = Due.AddSeconds(-1) }]).Single(), StringComparison.Ordinal);

    [Fact]
    public void A_call_for_nothing_that_was_planned_is_noticed() => Assert.Contains(
        "in no plan", Check([Log(Outcome.Ok)], [Call, Call with { EventId = "another" }]).Single(), StringComparison.Ordinal);

    [Fact]
    public void An_event_without_a_line_is_noticed() =>
        Assert.Contains(Check([Log(outcome: null)], []), problem => problem.Contains("Missing", StringComparison.Ordinal));

    [Fact]
    public void An_hour_without_a_run_is_noticed() => Assert.Contains("has 0 runs", Check([], []).Single(), StringComparison.Ordinal);

    [Fact]
    public void A_second_run_of_an_hour_is_noticed() =>
        Assert.Contains("has 2 runs", Check([Log(Outcome.Ok), Log(Outcome.Ok)], [Call]).Single(), StringComparison.Ordinal);

    [Theory]
    [InlineData(Outcome.Ok, false, "answered")]
    [InlineData(Outcome.SkippedLate, true, "not sent")]
    public void A_line_that_the_target_contradicts_is_noticed(Outcome outcome, bool isCalled, string expected) => Assert.Contains(
        expected, Check([Log(outcome)], isCalled ? [Call] : []).Single(), StringComparison.Ordinal);

    /// <param name="claimedAgo">How many seconds before it was due the event was claimed; <see langword="null"/>: never.</param>
    private static IReadOnlyList<string> Check(
        IReadOnlyList<ReadOnlyMemory<byte>> logs, IReadOnlyCollection<Receipt> receipts, int? claimedAgo = 600)
    {
        var claims = new Dictionary<string, ReadOnlyMemory<byte>>();
        if (claimedAgo is { } seconds)
        {
            var claim = new { token = Guid.Empty, claimed_at_utc = Due.AddSeconds(-seconds) };
            claims.Add("state/20260120T125800Z/claims/api_health_check-01.json", JsonSerializer.SerializeToUtf8Bytes(claim));
        }

        var oracle = new Oracle(Workload, speed: 1, [Hour]);
        oracle.Check(logs, receipts, claims);
        return oracle.Problems;
    }

    /// <param name="sentAt">When the line says that it was sent; <see langword="null"/>: when it was due, if it was sent.</param>
    /// <param name="later">How many seconds after it was due the line was written.</param>
    private static ReadOnlyMemory<byte> Log(Outcome? outcome, DateTimeOffset? sentAt = null, int later = 0)
    {
        var run = new Run(Variables.Experiment, Scenario.A, Hour, "20260120T125800Z", Workload.Functions.Count, DryRun: false, "log.jsonl");
        List<LogLine> lines = [RunLine.OfStart(new(run, "1", 15, Workload: null), Configuration, new("machine", 1), Due)];
        if (outcome is { } known)
            lines.Add(Line(run, known, sentAt, Due.AddSeconds(later)));
        lines.Add(RunLine.OfComplete(run, Due.AddSeconds(later)));
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n")));
    }

    private static LogLine Line(Run run, Outcome outcome, DateTimeOffset? sentAt, DateTimeOffset recordedAt)
    {
        var call = outcome.WasSent()
            ? new CallResult
            {
                Outcome = outcome,
                StatusCode = 200,
                Latency = default,
                Timings = new(TimeSpan.Zero, TimeSpan.Zero, null, TimeSpan.Zero, TimeSpan.Zero),
                RequestBytes = 0,
            }
            : null;
        return new DirectRecord
        {
            Run = run,
            Event = Planned,
            Outcome = outcome,
            Observer = new("us-east1", new("machine", 1)),
            RecordedAt = recordedAt,
            SentAt = sentAt ?? (call is null ? null : Due),
            Call = call,
            Route = new("us-east1", "fixed_region", new Uri("http://target.test/")),
        }.ToLine();
    }
}
