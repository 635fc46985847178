using Loadgen.Calls;
using Loadgen.Configuration;

namespace Loadgen.Tests.Records;

public sealed class DirectLineTests
{
    private const string Head =
        """
        {"ts_utc":"2026-01-20T13:00:05.501Z","experiment_id":"exp","scenario":"A",
        """ + """
        "event_id":"exp:2026-01-20T13:00:00Z:api_health_check:01","trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125900Z",
        """ + """
        "function_id":"api_health_check","invocation_index":1,"scheduled_time_utc":"2026-01-20T13:00:04.501Z",
        """ + """
        "trace_id":"7d78a16c5781f0f260fe942c12751e77","invoker_region":"europe-north2","clock":"machine","clock_speed":1,
        """ + """
        "policy_region":"us-east1","policy_region_source":"fixed_region","target_region":"us-east1","target_url":"https://health.test/run"}
        """;

    private const string Sent = """{"sent_time_utc":"2026-01-20T13:00:04.502Z","start_lag_ms":1.5,"time_shifted":false}""";

    private const string Timings = """{"dns_ms":0.0001,"connect_ms":2.0345,"tls_ms":8,"first_byte_ms":100,"download_ms":10}""";

    public static TheoryData<Outcome, string> SentLines => new()
    {
        {
            Outcome.Ok,
            """
            {"end_to_end_latency_ms":120.0346,"end_to_end_latency_source":"direct_invoke","end_to_end_latency_note":null,"outcome":"ok",
            """ + """
            "invoke":{"url":"https://health.test/run","status_code":200,"latency_ms":120.0346,"request_bytes":211,"response_bytes":2,
            """ + """
            "error":null,"response_json":{},"response_snippet":null,"timings":
            """ + Timings + "}}"
        },
        {
            Outcome.HttpError,
            """
            {"end_to_end_latency_ms":120.0346,"end_to_end_latency_source":"direct_invoke","end_to_end_latency_note":null,
            """ + """
            "outcome":"http_error","invoke":{"url":"https://health.test/run","status_code":503,"latency_ms":120.0346,"request_bytes":211,
            """ + """
            "response_bytes":11,"error":null,"response_json":null,"response_snippet":"Überlastet\n","timings":
            """ + Timings + "}}"
        },
        {
            Outcome.Timeout,
            """
            {"end_to_end_latency_ms":120000,"end_to_end_latency_source":"direct_invoke","end_to_end_latency_note":null,
            """ + """
            "outcome":"timeout","invoke":{"url":"https://health.test/run","status_code":null,"latency_ms":120000,"request_bytes":211,
            """ + """
            "response_bytes":0,"error":"Timeout: no answer within 120 s","response_json":null,"response_snippet":null,
            """ + """
            "timings":{"dns_ms":0,"connect_ms":1,"tls_ms":null,"first_byte_ms":null,"download_ms":null}}}
            """
        },
        {
            Outcome.ConnectionError,
            """
            {"end_to_end_latency_ms":0.5,"end_to_end_latency_source":"direct_invoke","end_to_end_latency_note":null,
            """ + """
            "outcome":"connection_error","invoke":{"url":"https://health.test/run","status_code":null,"latency_ms":0.5,
            """ + """
            "request_bytes":211,"response_bytes":0,"error":"ConnectionRefused: nobody listens at health.test:443","response_json":null,
            """ + """
            "response_snippet":null,"timings":{"dns_ms":0.2,"connect_ms":null,"tls_ms":null,"first_byte_ms":null,"download_ms":null}}}
            """
        },
    };

    private static CallResult CallOf(Outcome outcome) => outcome switch
    {
        Outcome.HttpError => Recorded.Call(outcome) with
        {
            StatusCode = 503,
            ResponseBytes = 11,
            ResponseJson = null,
            ResponseSnippet = "Überlastet\n",
        },
        Outcome.Timeout => Failed(outcome, "Timeout: no answer within 120 s") with
        {
            Latency = TimeSpan.FromSeconds(120),
            Timings = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), null, null, null),
        },
        Outcome.ConnectionError => Failed(outcome, "ConnectionRefused: nobody listens at health.test:443") with
        {
            Latency = TimeSpan.FromTicks(5000),
            Timings = new(TimeSpan.FromTicks(2000), null, null, null, null),
        },
        _ => Recorded.Call(outcome),
    };

    private static CallResult Failed(Outcome outcome, string error) =>
        Recorded.Call(outcome) with { StatusCode = null, ResponseBytes = 0, ResponseJson = null, Error = error };

    [Theory]
    [MemberData(nameof(SentLines))]
    public void A_call_has_its_line_byte_for_byte(Outcome outcome, string tail) =>
        Assert.Equal(Recorded.Join(Head, Sent, tail), Recorded.Direct(outcome, CallOf(outcome)).ToLine().ToString());

    [Theory]
    [InlineData(Outcome.DryRun, "dry_run")]
    [InlineData(Outcome.SkippedLate, "skipped_late")]
    [InlineData(Outcome.Unknown, "unknown")]
    public void What_was_not_sent_has_nothing_measured(Outcome outcome, string name) => Assert.Equal(
        Recorded.Join(
            Head,
            """
            {"sent_time_utc":null,"start_lag_ms":null,"time_shifted":false,"end_to_end_latency_ms":null,
            """ + """
            "end_to_end_latency_source":"not_measured"}
            """,
            $$"""{"end_to_end_latency_note":"{{name}}","outcome":"{{name}}"}""",
            """
            {"invoke":{"url":"https://health.test/run","status_code":null,"latency_ms":null,
            """ + """
            "request_bytes":null,"response_bytes":null,"error":null,"response_json":null,"response_snippet":null,
            """ + """
            "timings":{"dns_ms":null,"connect_ms":null,"tls_ms":null,"first_byte_ms":null,"download_ms":null}}}
            """),
        Recorded.Direct(outcome, null).ToLine().ToString());

    [Fact]
    public void The_members_stand_in_their_order() => Assert.Equal(
        [
            "ts_utc", "experiment_id", "scenario", "event_id", "trace_hour", "run_id", "function_id", "invocation_index",
            "scheduled_time_utc", "trace_id", "invoker_region", "clock", "clock_speed", "policy_region", "policy_region_source",
            "target_region", "target_url", "sent_time_utc", "start_lag_ms", "time_shifted",
            "end_to_end_latency_ms", "end_to_end_latency_source", "end_to_end_latency_note", "outcome", "invoke",
        ],
        Recorded.Members(Recorded.Direct(Outcome.Ok, Recorded.Call()).ToLine().ToString()));

    [Fact]
    public void Scenario_B_has_the_same_line_with_its_own_route()
    {
        var record = Recorded.Direct(Outcome.Ok, Recorded.Call());
        var line = (record with
        {
            Run = record.Run with { Scenario = Scenario.B },
            Route = new("europe-north2", "scenario_b_default", new Uri("https://north.test/")),
        }).ToLine().ToString();

        Assert.Equal(Recorded.Members(record.ToLine().ToString()), Recorded.Members(line));
        Assert.Contains("\"scenario\":\"B\"", line, StringComparison.Ordinal);
        Assert.Contains(
            """
            "policy_region":"europe-north2","policy_region_source":"scenario_b_default",
            """ + """
            "target_region":"europe-north2","target_url":"https://north.test/",
            """,
            line, StringComparison.Ordinal);
    }
}
