using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Samples.Tests.Hosting;
using Loadgen.Testing.Telemetry;

namespace Loadgen.Samples.Tests;

public sealed class EntryTests
{
    private const string EventId = "e:2026-01-20T13:00:00Z:api_health_check:01";
    private const string TraceId = "a7a23fa4d769ef8418200fa47dbc8532";
    private const string Header = $"00-{TraceId}-00f067aa0ba902b7-01";

    private static readonly string Payload =
        $$"""{"check":"ping","scenario":"A","run_id":"20260120T125900Z","event_id":"{{EventId}}"}""";

    private static readonly Dictionary<string, string?> CloudRun = new()
    {
        ["FunctionsFramework:JsonLogging"] = "True",
        ["GOOGLE_CLOUD_PROJECT"] = "p",
    };

    [Fact]
    public async Task On_Cloud_Run_a_requests_line_is_an_entry_in_the_events_trace()
    {
        using var server = SampleServer.Start<HealthCheck>(variables: CloudRun);

        await server.PostAsync(Payload, Header);

        var line = Assert.Single(server.Lines).ToString();
        const string added = """
            ,"severity":"INFO","logging.googleapis.com/trace":"projects/p/traces/a7a23fa4d769ef8418200fa47dbc8532",
            "logging.googleapis.com/spanId":"00f067aa0ba902b7","logging.googleapis.com/labels":
            {"event_id":"e:2026-01-20T13:00:00Z:api_health_check:01","run_id":"20260120T125900Z","scenario":"A"}}
            """;
        Assert.Equal(line[..^1] + added.Replace("\n", "", StringComparison.Ordinal), RequestEntry(server));
    }

    [Fact]
    public async Task Elsewhere_it_is_the_line_alone()
    {
        using var server = SampleServer.Start<HealthCheck>();

        await server.PostAsync(Payload, Header);

        Assert.Equal(Assert.Single(server.Lines).ToString(), RequestEntry(server));
    }

    [Fact]
    public async Task Where_the_request_is_traced_the_entry_hangs_on_its_span()
    {
        using var server = SampleServer.Start<HealthCheck>(variables: CloudRun);
        using var heard = new HeardSpans(server.Spans);

        await server.PostAsync(Payload, Header);

        Assert.Equal(heard["serve"].SpanId.ToHexString(), EntryOf(server).GetProperty("logging.googleapis.com/spanId").GetString());
    }

    [Fact]
    public async Task An_event_whose_trace_got_lost_on_the_way_is_found_by_its_payload()
    {
        using var server = SampleServer.Start<HealthCheck>(variables: CloudRun);

        await server.PostAsync(Payload);

        var trace = TraceContext.Of(Scenario.A, "20260120T125900Z", EventId);
        Assert.Equal(
            ($"projects/p/traces/{trace.TraceId}", trace.SpanId),
            (EntryOf(server).GetProperty("logging.googleapis.com/trace").GetString(),
                EntryOf(server).GetProperty("logging.googleapis.com/spanId").GetString()));
    }

    public static TheoryData<string, string, string> Severities => new()
    {
        { Payload, "INFO", "as it should be" },
        { "not JSON", "WARNING", "refused" },
        { """{"check":"pong"}""", "WARNING", "refused" },
    };

    [Theory]
    [MemberData(nameof(Severities))]
    public async Task An_entry_is_as_severe_as_what_happened(string body, string severity, string reason)
    {
        using var server = SampleServer.Start<HealthCheck>(variables: CloudRun);

        await server.PostAsync(body, Header);

        Assert.True(EntryOf(server).GetProperty("severity").GetString() == severity, reason);
    }

    [Theory]
    [InlineData(499, "WARNING", "the caller hung up")]
    [InlineData(200, "WARNING", "the dispatcher's call failed")]
    [InlineData(500, "ERROR", "the function's own mistake")]
    public async Task A_request_that_went_wrong_is_worse_where_the_function_is_to_blame(int status, string severity, string reason)
    {
        using var server = SampleServer.Start<HealthCheck>();
        await server.PostAsync(Payload, Header);

        var line = server.Lines[0] with { Status = status, Error = "something" };

        Assert.Equal((severity, reason), (line.Severity.ToString().ToUpperInvariant(), reason));
    }

    private static JsonElement EntryOf(SampleServer server) => JsonElement.Parse(RequestEntry(server));

    /// <summary>Among what the host has to say.</summary>
    private static string RequestEntry(SampleServer server) =>
        Assert.Single(server.Printed, line => line.Contains("\"sample_request\"", StringComparison.Ordinal));
}
