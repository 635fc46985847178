namespace Loadgen.Analysis.Tests.Events;

/// <summary>What the job's own program printed: see <see cref="Originals.OriginalLogTests"/>.</summary>
public sealed class OriginalEventsTests : IDisposable
{
    private readonly EventFiles _files = new();

    private static string Log(string name)
    {
        using var stream = typeof(OriginalEventsTests).Assembly.GetManifestResourceStream($"Originals.{name}.log")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [Theory]
    [InlineData("A", "ok | 200 | 138.221499999986; ok | 200 | 17054.099999999948; http_error | 500 | 200.00000000004547; "
        + "timeout | null | 120002.99999999993")]
    [InlineData("C", "ok | 200 | 299.9999999999545; ok | 200 | 299.9999999999545; dispatch_failed | 200 | 399.99999999997726; "
        + "timeout | null | 120003.00000000004")]
    [InlineData("A-dry", "dry_run | null | null; dry_run | null | null; dry_run | null | null; dry_run | null | null")]
    [InlineData("C-dry", "dry_run | null | null; dry_run | null | null; dry_run | null | null; dry_run | null | null")]
    public void Outcomes_follow_from_the_calls(string name, string expected)
    {
        using var database = EventFiles.Load(_files.Add("original.log", Log(name)));

        Assert.Equal(expected, string.Join("; ", EventFiles.Rows(
            database, "SELECT outcome, status_code, latency_ms FROM events ORDER BY scheduled_utc")));
        Assert.Empty(EventFiles.Rows(database, "FROM problems"));
    }

    [Fact]
    public void Its_runs_have_no_ID_and_no_settings()
    {
        using var database = EventFiles.Load(_files.Add("original.log", Log("A")));

        Assert.Equal(
            ["A | original | 4 | False | True | True | 2026-01-20T13:00:00.000Z | null | null | null"],
            EventFiles.Rows(database, """
                SELECT scenario, run_id, planned, dry_run, is_complete, is_original, started_utc, jitter_s, clock, loadgen_version
                FROM runs
                """));
        Assert.Equal(
            ["null | False | null"], EventFiles.Rows(database, "SELECT DISTINCT start_lag_ms, time_shifted, clock FROM events"));
    }

    [Fact]
    public void What_its_dispatcher_answered_is_read()
    {
        using var database = EventFiles.Load(_files.Add("original.log", Log("C")));

        Assert.Equal(
            [
                "scheduled | {\"level\":1} | 41 | 2026-01-20T18:00:00.000Z | False | not_available",
                "3 | null | null | 2026-01-20T13:01:06.000Z | True | dispatcher_response",
            ],
            EventFiles.Rows(database, """
                SELECT dispatcher_status, priority, dispatcher_g_per_kwh, target_utc, time_shifted, end_to_end_source
                FROM events ORDER BY scheduled_utc LIMIT 2
                """));
    }

    public static TheoryData<string, string> Answers => new()
    {
        { """{"status":"FAILED","region":"r"}""", "dispatch_failed" },
        { """{"statusCode":"500"}""", "dispatch_failed" },
        { """{"statusCode":399}""", "ok" },
        { """{"error":"no capacity"}""", "dispatch_failed" },
        { """{"error":"no capacity","region":"r"}""", "ok" },
        { """{"error":"no capacity","url":"https://t.example/"}""", "ok" },
        { """{"error":"no capacity","url":"nowhere"}""", "dispatch_failed" },
        { """{"error":null}""", "ok" },
        { """{"error":false}""", "ok" },
        { """{"error":""}""", "ok" },
        { """{"error":{"code":5}}""", "dispatch_failed" },
        { "[1]", "ok" },
        { "null", "ok" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_dispatcher_can_fail_with_200(string answer, string outcome)
    {
        const string answered = """{"status": 3, "datetime": "2026-01-20T13:01:06.100Z", "region": "r", "latency_ms": 80.25}""";
        var log = Log("C");
        Assert.Contains(answered, log, StringComparison.Ordinal);

        using var database = EventFiles.Load(_files.Add("original.log", log.Replace(answered, answer, StringComparison.Ordinal)));

        Assert.Equal([outcome], EventFiles.Rows(database, "SELECT outcome FROM events WHERE function_id = 'crypto_key_gen'"));
    }

    [Fact]
    public void Each_log_is_a_run_of_its_own()
    {
        using var database = EventFiles.Load(
            _files.Add("first.log", Log("C-dry")),
            _files.Add(
                "second.log",
                Log("C").Replace("\"ts_utc\": \"2026-01-20T13:0", "\"ts_utc\": \"2026-01-20T13:2", StringComparison.Ordinal)));

        Assert.Equal(
            ["original | True | first.log | 4", "original-2 | False | second.log | 4"],
            EventFiles.Rows(database, """
                SELECT run_id, dry_run, runs.log, count(*) FROM runs JOIN events USING (experiment_id, scenario, trace_hour_utc, run_id)
                GROUP BY ALL ORDER BY run_id
                """));
    }

    [Fact]
    public void Whatever_else_was_printed_is_no_line_and_no_problem()
    {
        // The last one would be JSON if lines did not end.
        var text = "Traceback (most recent call last):\n{\n{\"message\": \"hello\"}\n[1]\n\n{\"a\": 1}\n" + Log("A") + "BYE\n[\n1\n]\n";
        using var database = EventFiles.Load(_files.Add("stdout.txt", text));

        Assert.Equal(["4 | 1"], EventFiles.Rows(database, "SELECT count(*), (SELECT count(*) FROM runs WHERE is_complete) FROM events"));
        Assert.Empty(EventFiles.Rows(database, "FROM problems"));
    }

    public void Dispose() => _files.Dispose();
}
