using System.Text;
using Loadgen.Calls;
using Loadgen.Cloud.Logging;
using Loadgen.Configuration;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Cloud.Tests.Logging;

public sealed class StandardOutputTests
{
    private const string EventId = "e:2026-01-20T13:00:00Z:api_health_check:01";
    private const string Line = """{"event_id":"e:01","trace_id":"a","outcome":"ok"}""";

    private static readonly Run Run = new(
        "e", Scenario.B, TraceHour.Containing(new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero)), "20260120T125900Z", 4, DryRun: false, "e.jsonl");

    [Fact]
    public void A_line_of_an_event_is_an_entry_with_the_lines_own_members_first_and_as_they_were()
    {
        using var written = new WrittenEntries();

        written.Output.Write(Run, OfEvent(Outcome.Ok));

        var trace = TraceContext.Of(Scenario.B, Run.RunId, EventId);
        var added = $$$"""
            ,"severity":"INFO",
            "logging.googleapis.com/trace":"projects/p/traces/{{{trace.TraceId}}}","logging.googleapis.com/spanId":"{{{trace.SpanId}}}",
            "logging.googleapis.com/labels":{"event_id":"{{{EventId}}}","run_id":"20260120T125900Z","scenario":"B"}}
            """;
        Assert.Equal(Line[..^1] + added.Replace("\n", "", StringComparison.Ordinal), Assert.Single(written.Lines));
    }

    [Fact]
    public void A_line_of_a_run_is_an_entry_about_the_run()
    {
        using var written = new WrittenEntries();

        const string line = """{"message":"loadgen_complete"}""";

        written.Output.Write(Run, new(LineKey.Complete, Encoding.UTF8.GetBytes(line)));

        const string added = ""","severity":"INFO","logging.googleapis.com/labels":{"run_id":"20260120T125900Z","scenario":"B"}}""";
        Assert.Equal(line[..^1] + added, Assert.Single(written.Lines));
    }

    [Fact]
    public void Elsewhere_a_line_is_written_as_it_is()
    {
        using var written = new WrittenEntries(isJson: "False");

        written.Output.Write(Run, OfEvent(Outcome.Timeout));
        written.Output.Write("{}", Severity.Error, () => throw new InvalidOperationException("Nobody needs it."));

        Assert.Equal([Line, "{}"], written.Lines);
    }

    public static TheoryData<Outcome, string, string> Severities => new()
    {
        { Outcome.Ok, "INFO", "as it should be" },
        { Outcome.DryRun, "INFO", "as it was asked for" },
        { Outcome.HttpError, "WARNING", "a result, of the target's" },
        { Outcome.DispatchFailed, "WARNING", "a result, of the dispatcher's" },
        { Outcome.Timeout, "WARNING", "a result, of the target's" },
        { Outcome.ConnectionError, "WARNING", "a result, of the target's" },
        { Outcome.SkippedLate, "WARNING", "was not sent" },
        { Outcome.NotRouted, "WARNING", "was not sent" },
        { Outcome.Unknown, "ERROR", "a result that is lost" },
    };

    [Theory]
    [MemberData(nameof(Severities))]
    public void A_line_is_as_severe_as_its_outcome(Outcome outcome, string severity, string reason)
    {
        using var written = new WrittenEntries();

        written.Output.Write(Run, OfEvent(outcome));

        Assert.True(written.Entry.TextOf("severity") == severity, reason);
    }

    [Fact]
    public void Every_outcome_has_a_severity_that_somebody_thought_of() =>
        Assert.Equal(Enum.GetValues<Outcome>().Order(), Severities.Select(row => (Outcome)row[0]).Order());

    private static LogLine OfEvent(Outcome outcome) =>
        new(LineKey.OfEvent(EventId), Encoding.UTF8.GetBytes(Line)) { Outcome = outcome };
}
