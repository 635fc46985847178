using Loadgen.Analysis.Events;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Events;

public sealed class EventLogsTests : IDisposable
{
    private const string Identity = "experiment_id, scenario, trace_hour_utc, run_id";
    private const string Run = "experiment-2026-01-15 | A | 2026-01-20T13:00:00.000Z | 20260120T125800Z";

    private readonly EventFiles _files = new();

    [Fact]
    public void An_event_has_what_its_line_says()
    {
        using var database = EventFiles.Load(_files.Add("a.jsonl", new LogText().Lines()));

        Assert.Equal(
            [
                $"{Run} | experiment-2026-01-15:2026-01-20T13:00:00Z:api_health_check:01 | api_health_check | 1 | "
                    + "2026-01-20T13:00:04.501Z | 2026-01-20T13:00:04.501Z | 2026-01-20T13:00:04.531Z | 0.6 | ok | 200 | null",
            ],
            EventFiles.Rows(database, $"""
                SELECT {Identity}, event_id, function_id, invocation_index, scheduled_utc, sent_utc, recorded_utc, start_lag_ms,
                    outcome, status_code, error
                FROM events WHERE function_id = 'api_health_check'
                """));
        Assert.Equal(
            [
                "20 | 0 | 5 | null | 15 | 0 | 2 | 2 | "
                    + "20 | direct_invoke | null | us-east1 | https://target.example/ | fixed_region | us-east1",
            ],
            EventFiles.Rows(database, """
                SELECT DISTINCT latency_ms, dns_ms, connect_ms, tls_ms, first_byte_ms, download_ms, request_bytes, response_bytes,
                    end_to_end_ms, end_to_end_source, end_to_end_note, region, url, region_source, invoker_region
                FROM events
                """));
        Assert.Equal(
            ["False | null | null | null | null | null | null | machine | 1 | a.jsonl | 1"],
            EventFiles.Rows(database, """
                SELECT DISTINCT time_shifted, target_utc, deadline_utc, dispatcher_url, dispatcher_status, priority, dispatcher_g_per_kwh,
                    clock, clock_speed, log, copies
                FROM events
                """));
        Assert.Equal(["4 | 32"], EventFiles.Rows(database, "SELECT count(DISTINCT trace_id), max(length(trace_id)) FROM events"));
        Assert.Empty(EventFiles.Rows(database, "FROM problems"));
    }

    [Fact]
    public void A_run_has_what_its_first_line_says()
    {
        using var database = EventFiles.Load(_files.Add("a.jsonl", new LogText(clock: ClockKind.Scaled(60)).Lines()));

        Assert.Equal(
            [$"{Run} | 4 | False | True | False | 2026-01-20T12:58:00.000Z | built-in | 0123456789abcdef | 15 | 120 | 120 | 1800 | True | "
                + "scaled | 60 | a.jsonl"],
            EventFiles.Rows(database, $"""
                SELECT {Identity}, planned, dry_run, is_complete, is_original, started_utc, workload_name, workload_sha256, jitter_s,
                    timeout_s, hold_max_s, max_lateness_s, length(loadgen_version) > 0, clock, clock_speed, log
                FROM runs
                """));
    }

    [Fact]
    public void Of_scenario_C_the_call_is_the_dispatchers()
    {
        var line = new LogText(Scenario.C).Lines()[1]
            .Replace("\"response_json\":{}", "\"response_json\":{\"deep\":[1]}", StringComparison.Ordinal)
            .Replace("\"dispatcher_priority\":null", "\"dispatcher_priority\":\"{\\\"level\\\":1}\"", StringComparison.Ordinal)
            .Replace("\"dispatcher_status\":null", "\"dispatcher_status\":\"scheduled\"", StringComparison.Ordinal)
            .Replace("\"dispatcher_carbon_intensity\":null", "\"dispatcher_carbon_intensity\":41.5", StringComparison.Ordinal)
            .Replace("\"target_time_utc\":null", "\"target_time_utc\":\"2026-01-20T18:00:00.000Z\"", StringComparison.Ordinal)
            .Replace("\"time_shifted\":null", "\"time_shifted\":true", StringComparison.Ordinal);
        using var database = EventFiles.Load(_files.Add("c.jsonl", [line]));

        Assert.Equal(
            ["2026-01-20T13:00:04.501Z | 20 | 200 | null | True | 2026-01-20T18:00:00.000Z | 2026-01-21T11:00:00.000Z | "
                + "https://target.example/ | scheduled | {\"level\":1} | 41.5 | null"],
            EventFiles.Rows(database, """
                SELECT sent_utc, latency_ms, status_code, end_to_end_ms, time_shifted, target_utc, deadline_utc, dispatcher_url,
                    dispatcher_status, priority, dispatcher_g_per_kwh, region_source
                FROM events
                """));
    }

    [Theory]
    [InlineData(Outcome.Ok, "ok | 200 | 20 | null")]
    [InlineData(Outcome.HttpError, "http_error | 503 | 20 | null")]
    [InlineData(Outcome.Timeout, "timeout | null | 20 | Kind: why")]
    [InlineData(Outcome.ConnectionError, "connection_error | null | 20 | Kind: why")]
    [InlineData(Outcome.DryRun, "dry_run | null | null | null")]
    [InlineData(Outcome.SkippedLate, "skipped_late | null | null | null")]
    [InlineData(Outcome.NotRouted, "not_routed | null | null | null")]
    [InlineData(Outcome.Unknown, "unknown | null | null | null")]
    public void Every_outcome_is_read(Outcome outcome, string expected)
    {
        var line = new LogText().Event(0, outcome, outcome.WasSent() ? TimeSpan.Zero : null);
        using var database = EventFiles.Load(_files.Add("a.jsonl", [line]));

        Assert.Equal([expected], EventFiles.Rows(database, "SELECT outcome, status_code, latency_ms, error FROM events"));
        Assert.Empty(EventFiles.Rows(database, "FROM problems"));
    }

    [Fact]
    public void A_failed_dispatch_is_read()
    {
        var line = new LogText(Scenario.C).Event(0, Outcome.DispatchFailed, TimeSpan.Zero);
        using var database = EventFiles.Load(_files.Add("c.jsonl", [line]));

        Assert.Equal(["dispatch_failed | 200"], EventFiles.Rows(database, "SELECT outcome, status_code FROM events"));
    }

    public static TheoryData<Func<List<string>, IEnumerable<string>>, string, string> Parts => new()
    {
        { lines => lines, "4 | False | True | 4", "a whole log" },
        { lines => lines[..^1], "4 | False | False | 4", "a run that is not over" },
        { lines => lines[1..], "4 | False | True | 4", "without its first line, the last one has the plan's size" },
        { lines => lines[1..^1], "null | False | False | 4", "without either" },
        { lines => [lines[0]], "4 | False | False | 0", "no event yet" },
        { lines => [lines[^1]], "4 | null | True | 0", "the last line alone" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void Each_run_that_a_line_names_has_a_row(Func<List<string>, IEnumerable<string>> part, string expected, string reason)
    {
        using var database = EventFiles.Load(_files.Add("a.jsonl", part(new LogText().Lines())));

        var row = EventFiles.Rows(database, "SELECT planned, dry_run, is_complete, (SELECT count(*) FROM events) FROM runs");

        Assert.True(row is [var only] && only == expected, $"{reason}: {string.Join("; ", row)}");
    }

    [Fact]
    public void Lines_of_version_0_9_lack_members()
    {
        string[] old = ["trace_id", "invoker_region", "clock", "clock_speed", "loadgen_version", "hold_max_s"];
        var lines = new LogText().Lines().Select(line =>
        {
            var json = System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject();
            foreach (var name in old)
                json.Remove(name);
            return json.ToJsonString();
        });
        using var database = EventFiles.Load(_files.Add("a.jsonl", lines));

        Assert.Equal(
            ["4 | null | null | null"],
            EventFiles.Rows(database, "SELECT count(*), max(trace_id), max(clock), max(invoker_region) FROM events"));
        Assert.Equal(["4 | null | null"], EventFiles.Rows(database, "SELECT planned, workload_name, clock FROM runs"));
        Assert.Empty(EventFiles.Rows(database, "FROM problems"));
    }

    [Fact]
    public void Many_logs_are_many_runs()
    {
        var logs = Enumerable.Range(0, 24).Select(hour => _files.Add($"{hour}.jsonl", new LogText(hour: hour).Lines()));
        using var database = EventFiles.Load([.. logs, _files.Add("c.jsonl", new LogText(Scenario.C).Lines())]);

        Assert.Equal(
            ["25 | 25 | 100"],
            EventFiles.Rows(database, "SELECT count(*), count(DISTINCT log), (SELECT count(*) FROM events) FROM runs"));
    }

    [Fact]
    public void Of_copies_of_a_line_the_first_stays_and_counts_them()
    {
        var lines = new LogText().Lines();
        var later = lines[2].Replace("\"ts_utc\":\"2026-01-20T13", "\"ts_utc\":\"2026-01-20T14", StringComparison.Ordinal)
            .Replace("\"outcome\":\"ok\"", "\"outcome\":\"unknown\"", StringComparison.Ordinal);
        using var database = EventFiles.Load(
            _files.Add("a.jsonl", [later, .. lines]), _files.Add("b.jsonl", [lines[2], lines[0], lines[^1]]));

        Assert.Equal(
            ["api_health_check | ok | 1 | a.jsonl", "crypto_key_gen | ok | 3 | a.jsonl"],
            EventFiles.Rows(database, "SELECT function_id, outcome, copies, log FROM events ORDER BY function_id LIMIT 2"));
        Assert.Equal(["1"], EventFiles.Rows(database, "SELECT count(*) FROM runs"));
    }

    [Fact]
    public void The_same_event_of_another_run_is_no_copy()
    {
        using var database = EventFiles.Load(
            _files.Add("a.jsonl", new LogText().Lines()), _files.Add("b.jsonl", new LogText(runId: "20260121T125800Z").Lines()));

        Assert.Equal(["8 | 1"], EventFiles.Rows(database, "SELECT count(*), max(copies) FROM events"));
    }

    [Fact]
    public void A_log_that_is_given_twice_is_read_once()
    {
        var log = _files.Add("a.jsonl", new LogText().Lines());
        var again = new LogFile("again", Path.Combine(Path.GetDirectoryName(log.Path)!, ".", "a.jsonl"));
        using var database = EventFiles.Load(log, again);

        Assert.Equal(["4 | 1"], EventFiles.Rows(database, "SELECT count(*), max(copies) FROM events"));
    }

    [Theory]
    [InlineData("[1]*?.jsonl")]
    [InlineData("it's; DROP TABLE events.jsonl")]
    [InlineData("a.jsonl.gz")]
    [InlineData("é 😀.txt")]
    public void A_file_is_read_whatever_its_name(string name)
    {
        // What a pattern would find in place of it.
        _files.Add("1x.jsonl", "");
        using var database = EventFiles.Load(_files.Add(name, new LogText().Lines()));

        Assert.Equal([$"4 | {name}"], EventFiles.Rows(database, "SELECT count(*), max(log) FROM events"));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        using var database = new EventDatabase();
        var missing = new LogFile("gs://b/x.jsonl", _files.PathOf("missing.jsonl"));

        var problem = Assert.Throws<EventLogException>(() => EventLogs.Load(database, [missing], CancellationToken.None));

        Assert.StartsWith("gs://b/x.jsonl: cannot be read (Could not find file", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_cancelled_ends()
    {
        using var database = new EventDatabase();
        var log = _files.Add("a.jsonl", new LogText().Lines());

        Assert.ThrowsAny<OperationCanceledException>(() => EventLogs.Load(database, [log], new CancellationToken(canceled: true)));
    }

    public void Dispose() => _files.Dispose();
}
