namespace Loadgen.Analysis.Tests.Correlation;

/// <summary>What a log says of a call, and what of it stands in the call's row.</summary>
public sealed class FunctionLogsTests : IDisposable
{
    private const string Trace = "a7a23fa4d769ef8418200fa47dbc8532";

    private readonly SentEvents _events = new();

    [Fact]
    public void What_a_function_logged_of_a_call_stands_in_the_calls_row()
    {
        _events.Add(trace: Trace).Logged(LogLines.Of(Trace, received: "13:01:04.400", finished: "13:01:04.640", more: """
            "queue_delay_ms":44,"wall_ms":240.5,"cpu_ms":200.25,"max_rss_kb":81920,"cold_start":true,"region":"us-east1","instance":"i1"
            """));

        var joined = _events.Join();

        Assert.Equal((1, 0, 0), (joined.Functions, joined.LogsWithoutCall, joined.Ambiguous));
        Assert.Equal(
            "1|44.0|true|2026-01-20 13:01:04.4|240.5|200.25|81920|us-east1|i1|284.0|59.5|–",
            _events.Column("""
                concat_ws('|', function_logs, queue_delay_ms, cold_start, execution_start_utc, execution_ms, cpu_ms, max_rss_kb,
                    execution_region, instance, true_end_to_end_ms, overhead_ms, coalesce(dispatcher_logs::VARCHAR, '–'))
                """));
        Assert.Empty(_events.Problems);
    }

    [Theory]
    [InlineData("""{"type":"invocation_metrics","request_received_time_utc":"2026-01-20T13:01:04.400Z","wall_ms":240}""",
        "44.0|2026-01-20 13:01:04.4|240.0|284.0|60.0", "no end: it follows from the start and the time that it took")]
    [InlineData("""{"type":"invocation_metrics","response_finished_time_utc":"2026-01-20T13:01:04.640Z","wall_ms":240}""",
        "–|2026-01-20 13:01:04.4|240.0|284.0|60.0", "no start: it follows likewise")]
    [InlineData(
        """{"request_received_time_utc":"2026-01-20T13:01:04.400Z","response_finished_time_utc":"2026-01-20T13:01:04.640Z"}""",
        "44.0|2026-01-20 13:01:04.4|240.0|284.0|60.0", "no type and no time that it took, but start and end")]
    [InlineData(
        """{"type":"invocation_metrics","queue_delay_ms":3,"wall_ms":4,"end_to_end_latency_ms":7}""",
        "3.0|–|4.0|7.0|296.0", "only durations")]
    [InlineData(
        """{"type":"invocation_metrics","request_received_time_utc":"2026-01-20T14:01:04.4+01:00" """
            + ",\"response_finished_time_utc\":\"2026-01-20T05:31:04.64-0730\"}",
        "44.0|2026-01-20 13:01:04.4|240.0|284.0|60.0", "times of other time zones")]
    [InlineData(
        """{"type":"invocation_metrics","request_received_time_utc":"2026-01-20 13:01:04.400000+00:00","wall_ms":"240"}""",
        "44.0|2026-01-20 13:01:04.4|240.0|284.0|60.0", "as Python writes a time, and a number as text")]
    [InlineData(
        """{"type":"invocation_metrics","request_received_time_utc":"2026-01-20T13:01:04.300Z","wall_ms":240}""",
        "-56.0|2026-01-20 13:01:04.3|240.0|184.0|60.0", "a machine whose clock is late: it is kept as it is")]
    [InlineData(
        """{"type":"invocation_metrics","request_received_time_utc":"yesterday","response_finished_time_utc":[] """
            + ",\"wall_ms\":{},\"cold_start\":\"perhaps\"}",
        "–|–|–|–|–", "members that are none")]
    [InlineData(
        """{"type":"invocation_metrics","request_received_time_utc":"99999-01-01T00:00:00Z" """
            + ",\"response_finished_time_utc\":\"infinity\",\"wall_ms\":1e999,\"queue_delay_ms\":\"nan\"}",
        "–|–|–|–|–", "values out of this world")]
    public void What_a_line_does_not_say_follows_from_the_rest(string line, string found, string reason)
    {
        _events.Add(trace: Trace).Logged(line.Insert(1, $"\"trace_id\":\"{Trace}\","));

        _events.Join();

        Assert.Equal(
            (found, "1", reason),
            (_events.Column("""
                concat_ws('|', coalesce(queue_delay_ms::VARCHAR, '–'), coalesce(execution_start_utc::VARCHAR, '–'),
                    coalesce(execution_ms::VARCHAR, '–'), coalesce(true_end_to_end_ms::VARCHAR, '–'), coalesce(overhead_ms::VARCHAR, '–'))
                """),
            _events.Column("function_logs"), reason));
        Assert.Empty(_events.Problems);
    }

    [Fact]
    public void An_execution_that_was_put_off_ends_the_true_latency_and_has_no_overhead()
    {
        _events.Add("C", trace: Trace).Logged(LogLines.Of(Trace, received: "14:30:00.100", finished: "14:30:00.356"));

        _events.Join();

        Assert.Equal("5336000.0|–", _events.Column("concat_ws('|', true_end_to_end_ms, coalesce(overhead_ms::VARCHAR, '–'))"));
    }

    [Theory]
    [InlineData("timeout", null, "200", "no latency")]
    [InlineData("timeout", 8000d, "NULL", "the caller gave up before there was an answer")]
    public void Without_an_answer_there_is_no_overhead(string outcome, double? latency, string status, string reason)
    {
        _events.Add(trace: Trace, outcome: outcome, latency: latency).Logged(LogLines.Of(Trace));
        _events.Database.Execute($"UPDATE events SET status_code = {status}");

        _events.Join();

        Assert.Equal(("–", "1", reason), (_events.Column("overhead_ms"), _events.Column("function_logs"), reason));
    }

    [Fact]
    public void Of_several_executions_the_first_counts_and_their_number_is_known()
    {
        _events.Add(trace: Trace).Logged(
            LogLines.Of(Trace, received: "13:01:09.000", finished: "13:01:09.500"),
            LogLines.Of(Trace, received: "13:01:04.500", finished: "13:01:05.000"),
            LogLines.Of(Trace, received: "13:01:06.000", finished: "13:01:06.500"));

        _events.Join();

        Assert.Equal(
            "3|2026-01-20 13:01:04.5|644.0",
            _events.Column("concat_ws('|', function_logs, execution_start_utc, true_end_to_end_ms)"));
    }

    [Fact]
    public void An_execution_that_was_exported_twice_is_one()
    {
        var line = LogLines.Of(Trace);
        _events.Add(trace: Trace).Logged(line).Logged(line);

        var joined = _events.Join();

        Assert.Equal((2, "1"), (joined.Functions, _events.Column("function_logs")));
    }

    [Fact]
    public void A_file_that_is_given_twice_is_read_once()
    {
        _events.Add(trace: Trace).Logged(LogLines.Of(Trace));
        var file = _events.Functions[0];
        _events.Logged(file with { Name = "the same file" })
            .DispatcherLogged(file)
            .DispatcherLogged(file with { Path = "its other download" });

        var joined = _events.Join();

        Assert.Equal((1, 0), (joined.Functions, joined.Dispatchers));
        Assert.Empty(_events.Problems);
    }

    [Fact]
    public void A_file_may_be_known_by_its_path()
    {
        _events.Add(trace: Trace).Logged(LogLines.Of(Trace));
        _events.Functions[0] = _events.Functions[0] with { Name = _events.Functions[0].Path };

        Assert.Equal(1, _events.Join().Functions);
    }

    [Fact]
    public void Calls_without_a_log_have_none_and_logs_without_a_call_are_counted_by_function()
    {
        _events.Add(trace: Trace).Add("B", trace: "b0").Logged(
            LogLines.Of(Trace),
            """{"type":"invocation_metrics","trace_id":"ff","function_name":"crypto_key_gen"}""",
            """{"type":"invocation_metrics","event_id":"other","function_id":"health"}""",
            """{"type":"invocation_metrics","function_id":"health"}""",
            """{"type":"invocation_metrics"}""");

        var joined = _events.Join();

        Assert.Equal("1 0", _events.Column("function_logs"));
        Assert.Equal([new("health", 2L), new("", 1L), new("crypto_key_gen", 1L)], joined.WithoutCall);
        Assert.Equal((5, 4), (joined.Functions, joined.LogsWithoutCall));
    }

    [Fact]
    public void Dispatchers_have_columns_of_their_own()
    {
        _events.Add("C", trace: Trace).Add("C", id: "e:2", trace: "b0").Add("C", id: "e:3", trace: "b1").Add("A", id: "e:4")
            .Logged(
                LogLines.Of(Trace),
                $$"""{"type":"invocation_metrics","function_id":"dispatcher","trace_id":"{{Trace}}","wall_ms":40,"execution_ms":4.5}""")
            .DispatcherLogged(
                """{"trace_id":"b0","execution_ms":7,"function_name":"crypto_key_gen"}""",
                """{"type":"invocation_metrics","event_id":"e:5","wall_ms":9}""");

        var joined = _events.Join();

        Assert.Equal((1, 3), (joined.Functions, joined.Dispatchers));
        Assert.Equal(
            "0|–|– 0|1|7.0 1|1|4.5 0|0|–",
            _events.Column("""
                concat_ws('|', function_logs, coalesce(dispatcher_logs::VARCHAR, '–'), coalesce(dispatcher_execution_ms::VARCHAR, '–'))
                """));
    }

    public void Dispose() => _events.Dispose();
}
