using Loadgen.Calls;

namespace Loadgen.Tests.Records;

public sealed class DispatchLineTests
{
    private const string Head =
        """
        {"ts_utc":"2026-01-20T13:00:05.501Z","experiment_id":"exp","scenario":"C",
        """ + """
        "event_id":"exp:2026-01-20T13:00:00Z:api_health_check:01","trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125900Z",
        """ + """
        "function_id":"api_health_check","invocation_index":1,"scheduled_time_utc":"2026-01-20T13:00:04.501Z",
        """ + """
        "trace_id":"5f7bfd5f55be4bb3a2fa93de6598169f","invoker_region":"europe-north2","clock":"machine","clock_speed":1,
        """ + """
        "deadline_utc":"2026-01-21T11:00:00Z"}
        """;

    private const string Answer =
        """
        {"status":"scheduled","target_time":"2026-01-20T18:00:00Z","target_region":"us-east1","function_url":"http://f.test/x",
        """ + """
        "priority":3,"carbon_intensity":41.5,"delay":"true"}
        """;

    [Fact]
    public void A_dispatch_has_its_line_byte_for_byte() => Assert.Equal(
        Recorded.Join(
            Head,
            """
            {"target_region":"us-east1","target_url":"http://f.test/x","dispatcher_url":"https://dispatcher.test/dispatch",
            """ + """
            "dispatcher_sent_time_utc":"2026-01-20T13:00:04.502Z","start_lag_ms":1.5,"dispatcher_status":"scheduled",
            """ + """
            "dispatcher_priority":3,"dispatcher_carbon_intensity":41.5,"dispatcher_function_url":"http://f.test/x",
            """ + """
            "target_time_utc":"2026-01-20T18:00:00.000Z","dispatcher_delay":true,"lookup_error":null,"time_shifted":true,
            """ + """
            "end_to_end_latency_ms":null,"end_to_end_latency_source":"scheduled","end_to_end_latency_note":"time_shifted","outcome":"ok"}
            """,
            """
            {"dispatch":{"url":"https://dispatcher.test/dispatch","status_code":200,"latency_ms":120.0346,
            """ + $$$$"""
            "request_bytes":211,"response_bytes":2,"error":null,"response_json":{{{{Answer}}}},"response_snippet":null,
            """ + """
            "timings":{"dns_ms":0.0001,"connect_ms":2.0345,"tls_ms":8,"first_byte_ms":100,"download_ms":10}}}
            """,
            """{"invoke":null}"""),
        Recorded.Answered(Answer).ToLine().ToString());

    [Theory]
    [InlineData(Outcome.DryRun, "dry_run")]
    [InlineData(Outcome.SkippedLate, "skipped_late")]
    [InlineData(Outcome.NotRouted, "not_routed")]
    [InlineData(Outcome.Unknown, "unknown")]
    public void What_was_not_sent_has_nothing_answered(Outcome outcome, string name) => Assert.Equal(
        Recorded.Join(
            Head,
            """
            {"target_region":null,"target_url":null,"dispatcher_url":"https://dispatcher.test/dispatch","dispatcher_sent_time_utc":null,
            """ + """
            "start_lag_ms":null,"dispatcher_status":null,"dispatcher_priority":null,"dispatcher_carbon_intensity":null,
            """ + """
            "dispatcher_function_url":null,"target_time_utc":null,"dispatcher_delay":null,"lookup_error":null,"time_shifted":null}
            """,
            $$"""
            {"end_to_end_latency_ms":null,"end_to_end_latency_source":"not_available","end_to_end_latency_note":"{{name}}",
            """ + $$"""
            "outcome":"{{name}}"}
            """,
            """
            {"dispatch":{"url":"https://dispatcher.test/dispatch","status_code":null,"latency_ms":null,
            """ + """
            "request_bytes":null,"response_bytes":null,"error":null,"response_json":null,"response_snippet":null,
            """ + """
            "timings":{"dns_ms":null,"connect_ms":null,"tls_ms":null,"first_byte_ms":null,"download_ms":null}},"invoke":null}
            """),
        Recorded.Dispatch(outcome, null).ToLine().ToString());

    [Fact]
    public void The_members_are_those_of_a_dispatch() => Assert.Equal(
        new[]
        {
            "ts_utc", "experiment_id", "scenario", "event_id", "trace_hour", "run_id", "function_id", "invocation_index",
            "scheduled_time_utc", "trace_id", "invoker_region", "clock", "clock_speed", "target_region", "target_url",
            "start_lag_ms", "time_shifted", "end_to_end_latency_ms",
            "end_to_end_latency_source", "end_to_end_latency_note", "outcome", "invoke",
            "deadline_utc", "dispatcher_url", "dispatcher_sent_time_utc", "dispatch", "dispatcher_status", "dispatcher_priority",
            "dispatcher_carbon_intensity", "dispatcher_function_url", "target_time_utc", "dispatcher_delay", "lookup_error",
        }.Order(),
        Recorded.Members(Recorded.Answered("{}").ToLine().ToString()).Order());

    /// <summary>Sent 13:00:04.502,5.</summary>
    public static TheoryData<string, string, string, string> Latencies => new()
    {
        { """{"latency_ms":80.25}""", "80.25,dispatcher_response,null", "null", "the dispatcher's latency" },
        { """{"latency_ms":80.25,"delay":true}""", "80.25,dispatcher_response,null", "true", "also where the execution was put off" },
        { """{"delay":true}""", "null,scheduled,time_shifted", "true", "put off by the dispatcher's word" },
        { """{"target_time":"2026-01-20T13:00:05.503Z"}""", "null,scheduled,time_shifted", "true", "more than a second after sending" },
        { """{"target_time":"2026-01-20T13:00:05.502Z"}""", "null,not_available,not_returned_by_dispatcher", "false", "within a second" },
        {
            """{"target_time":"2026-01-20T12:00:00Z"}""", "null,not_available,not_returned_by_dispatcher", "false", "a time that has passed"
        },
        {
            """{"target_time":"2026-01-21T12:00:00Z","delay":false}""", "null,not_available,not_returned_by_dispatcher", "false",
            "the word counts more than the time"
        },
        { """{"target_time":"2026-01-20T13:00:04Z","delay":"true"}""", "null,scheduled,time_shifted", "true", "the word, in quotes" },
        { "{}", "null,not_available,not_returned_by_dispatcher", "null", "neither a word nor a time" },
    };

    [Theory]
    [MemberData(nameof(Latencies))]
    public void The_latency_and_why_it_is_missing_follow_the_table(
        string answer, string latency, string timeShifted, string reason)
    {
        var line = Recorded.Json(Recorded.Answered(answer).ToLine().ToString());
        string Text(string name) => line.GetProperty(name).ToString() is { Length: > 0 } text ? text : "null";

        Assert.True(
            latency == $"{Text("end_to_end_latency_ms")},{Text("end_to_end_latency_source")},{Text("end_to_end_latency_note")}"
            && timeShifted == line.GetProperty("time_shifted").GetRawText(),
            $"{reason}: {line}");
    }

    [Theory]
    [InlineData(Outcome.HttpError)]
    [InlineData(Outcome.Timeout)]
    [InlineData(Outcome.ConnectionError)]
    public void A_dispatch_that_failed_tells_no_latency_of_its_own(Outcome outcome)
    {
        var line = Recorded.Dispatch(
            outcome, Recorded.Call(outcome) with { ResponseJson = null, ResponseSnippet = "<html>" }).ToLine().ToString();

        Assert.Contains(
            $"\"time_shifted\":null,\"end_to_end_latency_ms\":null,\"end_to_end_latency_source\":\"not_available\","
                + $"\"end_to_end_latency_note\":\"not_returned_by_dispatcher\",\"outcome\":\"{outcome.ToName()}\",",
            line, StringComparison.Ordinal);
        Assert.Contains("\"latency_ms\":120.0346", line, StringComparison.Ordinal);
    }
}
