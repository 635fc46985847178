using System.Diagnostics;
using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Cloud.Tests.Telemetry;
using Loadgen.Configuration;
using Loadgen.Telemetry;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Tests.Logging;

[Collection(TelemetryHost.OneAtATime)]
public sealed class EntryLoggerTests
{
    private const string RunId = "20260120T125900Z";
    private const string EventId = "e:2026-01-20T13:00:00Z:api_health_check:01";

    private static readonly TraceContext OfEvent = TraceContext.Of(Scenario.A, RunId, EventId);

    [Fact]
    public void An_entry_about_an_event_is_in_its_trace_and_can_be_found_by_event_run_and_scenario()
    {
        using var written = new WrittenEntries();
        var logger = written.Logger("Loadgen.Some");
        var about = new LogScope();
        using (logger.BeginScope(about))
        {
            about.SetEvent(Scenario.A, RunId, EventId); // Known only now.
            logger.LogWarning("It took {Seconds} s, {1st}.", 1.5, "really");
        }

        var expected = $$$"""
            {"message":"It took 1.5 s, really.","category":"Loadgen.Some","severity":"WARNING",
            "format_parameters":{"Seconds":"1.5","_1st":"really","{OriginalFormat}":"It took {Seconds} s, {1st}."},
            "logging.googleapis.com/trace":"projects/p/traces/{{{OfEvent.TraceId}}}","logging.googleapis.com/spanId":"{{{OfEvent.SpanId}}}",
            "logging.googleapis.com/labels":{"event_id":"{{{EventId}}}","run_id":"{{{RunId}}}","scenario":"A"}}
            """;
        Assert.Equal(expected.Replace("\n", "", StringComparison.Ordinal), Assert.Single(written.Lines));
        Assert.Empty(written.Framework.Messages);
    }

    [Theory]
    [InlineData("False", "elsewhere")]
    [InlineData(null, "where nobody said")]
    public void What_is_not_for_Cloud_Logging_is_left_to_the_framework(string? isJson, string reason)
    {
        using var written = new WrittenEntries(isJson: isJson!);

        written.Logger().LogInformation("Hello.");

        Assert.True(written.Framework.Messages is ["Hello."], reason);
        Assert.Empty(written.Lines);
    }

    [Theory]
    [InlineData(LogLevel.Trace, "DEBUG")]
    [InlineData(LogLevel.Debug, "DEBUG")]
    [InlineData(LogLevel.Information, "INFO")]
    [InlineData(LogLevel.Warning, "WARNING")]
    [InlineData(LogLevel.Error, "ERROR")]
    [InlineData(LogLevel.Critical, "CRITICAL")]
    public void A_level_has_its_severity(LogLevel level, string severity)
    {
        using var written = new WrittenEntries();

        written.Logger().Log(level, "Hello.");

        Assert.Equal(severity, written.Entry.TextOf("severity"));
    }

    [Fact]
    public void A_text_without_values_has_no_parameters_and_an_exception_is_told_on_the_same_line()
    {
        using var written = new WrittenEntries();
        var exception = new InvalidOperationException("two\nlines");

        written.Logger().LogError(exception, "Failed \"here\".");

        var entry = written.Entry;
        Assert.Equal(["message", "category", "exception", "severity"], entry.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("Failed \"here\".", exception.ToString()), (entry.TextOf("message"), entry.TextOf("exception")));
        Assert.DoesNotContain('\n', written.Lines[0]);
    }

    [Fact]
    public void Kestrels_complaint_about_a_pause_and_empty_messages_are_left_out()
    {
        using var written = new WrittenEntries();

        written.Logger("Microsoft.AspNetCore.Server.Kestrel").LogWarning(new EventId(22), "The heartbeat has been running late.");
        written.Logger().LogInformation("");
        written.Logger("Microsoft.AspNetCore.Server.Kestrel").LogWarning(new EventId(23), "Something else.");

        Assert.Equal("Something else.", written.Entry.TextOf("message"));
    }

    [Fact]
    public void ASPNETs_lines_about_every_request_are_left_out_and_its_warnings_are_not()
    {
        using var written = new WrittenEntries();

        written.Logger("Microsoft.AspNetCore.Hosting.Diagnostics").LogInformation("Request starting.");
        written.Logger("Microsoft.Extensions.Hosting.Internal.Host").LogError("Hosting failed to start");
        written.Logger("Microsoft.AspNetCore.Server.Kestrel").LogError("An unhandled exception was thrown.");

        Assert.Equal("An unhandled exception was thrown.", written.Entry.TextOf("message"));
    }

    [Fact]
    public void Without_a_project_the_trace_is_named_by_its_ID_alone()
    {
        using var written = new WrittenEntries(project: null);
        var about = new LogScope();
        about.SetEvent(Scenario.A, RunId, EventId);
        var logger = written.Logger();
        using var scope = logger.BeginScope(about);

        logger.LogInformation("Hello.");

        Assert.Equal(OfEvent.TraceId, written.Entry.TextOf(EntryNames.Trace));
    }

    [Fact]
    public void Of_a_subject_that_is_known_in_part_that_part_is_told()
    {
        using var written = new WrittenEntries();
        var about = new LogScope { Scenario = "B" };
        var logger = written.Logger();
        using var scope = logger.BeginScope(about);

        logger.LogInformation("Before.");
        about.SetRun(Scenario.B, RunId);
        logger.LogInformation("After.");

        Assert.Equal(
            ["""{"scenario":"B"}""", $$"""{"run_id":"{{RunId}}","scenario":"B"}"""],
            written.Lines.Select(line => JsonElement.Parse(line).LabelsOf()));
    }

    [Fact]
    public void The_innermost_subject_counts_whatever_other_scopes_there_are()
    {
        using var written = new WrittenEntries();
        var logger = written.Logger();
        using var outer = logger.BeginScope(new LogScope { EventId = "outer" });
        using var inner = logger.BeginScope(new LogScope { EventId = "inner" });
        using var other = logger.BeginScope("ASP.NET's");

        logger.LogInformation("Hello.");

        Assert.Equal("""{"event_id":"inner"}""", written.Entry.LabelsOf());
    }

    [Fact]
    public void An_entry_about_no_event_is_in_the_trace_of_the_request_that_is_being_answered()
    {
        using var written = new WrittenEntries();
        using var request = new Activity("Microsoft.AspNetCore.Hosting.HttpRequestIn")
            .SetParentId("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").Start();

        written.Logger().LogInformation("Hello.");

        Assert.Equal("projects/p/traces/0af7651916cd43dd8448eb211c80319c", written.Entry.TextOf(EntryNames.Trace));
        Assert.Null(written.Entry.TextOf(EntryNames.SpanId)); // Nobody records it.
    }

    public static TheoryData<string, ActivitySamplingResult, bool, bool, string> Spans => new()
    {
        { "Loadgen", ActivitySamplingResult.AllDataAndRecorded, true, true, "the present span" },
        { "Loadgen", ActivitySamplingResult.PropagationData, true, false, "one that is sampled out" },
        { "Another", ActivitySamplingResult.AllDataAndRecorded, true, false, "one of another source" },
        { "Loadgen", ActivitySamplingResult.AllDataAndRecorded, false, false, "one of another trace" },
    };

    [Theory]
    [MemberData(nameof(Spans))]
    public void An_entry_about_an_event_hangs_on_the_present_span_of_its_trace_or_on_the_root(
        string name, ActivitySamplingResult sampling, bool ofEvent, bool isPresent, string reason)
    {
        using var source = new ActivitySource(name);
        using var listener = new ActivityListener
        {
            ShouldListenTo = heard => heard == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
        };
        ActivitySource.AddActivityListener(listener);
        using var written = new WrittenEntries();
        var about = new LogScope();
        about.SetEvent(Scenario.A, RunId, EventId);
        var logger = written.Logger();
        using var scope = logger.BeginScope(about);
        var trace = ofEvent ? ActivityTraceId.CreateFromString(OfEvent.TraceId) : ActivityTraceId.CreateRandom();
        using var span = source.StartActivity(
            "hold", ActivityKind.Consumer, new ActivityContext(trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded));

        logger.LogInformation("Hello.");

        Assert.NotNull(span);
        Assert.True(written.Entry.TextOf(EntryNames.SpanId) == (isPresent ? span.SpanId.ToHexString() : OfEvent.SpanId), reason);
        Assert.Equal($"projects/p/traces/{OfEvent.TraceId}", written.Entry.TextOf(EntryNames.Trace));
    }
}
