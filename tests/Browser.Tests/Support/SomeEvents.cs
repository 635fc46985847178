using Loadgen.Analysis.Events;

namespace Loadgen.Browser.Tests.Support;

/// <summary>
/// Events of an experiment that was never made: a fixed region, a region per function,
/// and a dispatcher that puts half of its calls off to the
/// night. Latencies are log-normal, one call of forty fails, and the hours are those of working days.
/// </summary>
/// <param name="Functions">The IDs.</param>
/// <param name="Scenarios">Such as <c>ABC</c>.</param>
/// <param name="CallsAnHour">Of each function.</param>
internal sealed record SomeEvents(int Days, IReadOnlyList<string> Functions, string Scenarios, int CallsAnHour)
{
    public const string Experiment = "experiment-2026-01-15";

    public static readonly string[] Usual = ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"];

    /// <summary>What fails: <c>false</c> lets no call succeed, <c>hash(…) % 40 = 0</c> one of forty fail.</summary>
    public string Succeeds { get; init; } = "hash(k, h, i, s) % 40 <> 0";

    public int HoursADay { get; init; } = 10;

    /// <summary>Fills the tables <c>events</c>, <c>runs</c> and, where <paramref name="hasIntensities"/> says so,
    /// <c>intensities</c>.</summary>
    public EventDatabase Create(bool hasIntensities = true)
    {
        var database = new EventDatabase();
        // Several threads would draw in another order each time.
        database.Execute("SET threads = 1");
        database.Execute("SELECT setseed(0.5)");
        database.Execute("CREATE TABLE some_functions (f VARCHAR, k INTEGER)");
        foreach (var (k, function) in Functions.Index())
            database.Execute("INSERT INTO some_functions VALUES ($1, $2)", function, k);
        database.Execute(
            $"""
            CREATE TABLE some_hours AS
            SELECT TIMESTAMP '2026-01-20 13:00:00' + to_hours((d * 24 + h)::INTEGER) AS h FROM range({Days}) AS days(d),
            range({HoursADay}) AS hours(h);
            CREATE TABLE some_scenarios AS SELECT unnest(string_split('{string.Join(',', Scenarios.ToCharArray())}', ',')) AS s;
            INSERT INTO runs BY NAME
            SELECT $1 AS experiment_id, s AS scenario, h AS trace_hour_utc, strftime(h - INTERVAL 1 MINUTE, '%Y%m%dT%H%M02Z') AS run_id,
                {Functions.Count * CallsAnHour} AS planned, false AS dry_run, true AS is_complete, false AS is_original, h AS started_utc,
                'machine' AS clock, 1 AS clock_speed, 'runs/' || s || '.jsonl' AS log
            FROM some_hours, some_scenarios;
            """,
            Experiment);
        database.Execute(
            $"""
            CREATE TEMP TABLE drawn AS
            SELECT s, h, f, i, k, {Succeeds} AS ok, s = 'C' AND k % 4 > 0 AND hash(k, h, i) % 2 = 0 AS shifted,
                (20 * power(5, k % 4)) * CASE s WHEN 'A' THEN 1 WHEN 'B' THEN CASE WHEN k % 4 = 1 THEN 1.35 ELSE 0.97 END ELSE 1.1 END
                    * exp(0.3 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) * (1 + 0.2 * sin(hour(h) / 3.0)) AS ms,
                0.4 * exp(1.2 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) AS lag,
                CASE WHEN s = 'A' THEN 'us-east1' WHEN k % 4 = 3 THEN 'europe-west1' WHEN s = 'C' AND hour(h) % 3 = 0 THEN 'europe-west1'
                    ELSE 'europe-north2' END AS region,
                h + to_seconds((i * 3600 // {CallsAnHour} + k % 60)::INTEGER) AS due
            FROM some_scenarios, some_hours, some_functions, range(1, {CallsAnHour + 1}) AS calls(i);
            INSERT INTO events BY NAME
            SELECT '{Experiment}' AS experiment_id, s AS scenario, h AS trace_hour_utc, strftime(h - INTERVAL 1 MINUTE,
            '%Y%m%dT%H%M02Z') AS run_id,
                '{Experiment}:' || f || ':' || i AS event_id, f AS function_id, i AS invocation_index, due AS scheduled_utc,
                due AS sent_utc,
                lag AS start_lag_ms, CASE WHEN ok THEN 'ok' ELSE 'timeout' END AS outcome, CASE WHEN ok THEN 200 END AS status_code,
                ms AS latency_ms, 1.5 AS dns_ms, ms * 0.12 AS connect_ms, ms * 0.18 AS tls_ms, ms * 0.6 AS first_byte_ms,
                ms * 0.08 AS download_ms,
                263 AS request_bytes, 4096 AS response_bytes,
                CASE WHEN NOT shifted THEN ms END AS end_to_end_ms,
                CASE WHEN s <> 'C' THEN 'direct_invoke' WHEN shifted THEN 'scheduled' ELSE 'dispatcher_response' END AS end_to_end_source,
                region, 'https://' || region || '.example/' || k AS url, shifted AS time_shifted,
                CASE WHEN shifted THEN date_trunc('day', h) + INTERVAL 27 HOUR END AS target_utc,
                CASE WHEN s = 'C' THEN date_trunc('day', h) + INTERVAL 35 HOUR END AS deadline_utc, 'machine' AS clock, 1 AS clock_speed,
                'runs/' || s || '.jsonl' AS log, 1 AS copies
            FROM drawn;
            DROP TABLE drawn;
            """);
        if (hasIntensities)
        {
            database.Execute(
                $"""
                INSERT INTO intensities
                SELECT r, TIMESTAMP '2026-01-20 00:00:00' + to_hours(n::INTEGER), base + swing * sin((n - 8) * pi() / 12)
                FROM range({(Days + 2) * 24}) AS hours(n),
                    (VALUES ('us-east1', 480, 90), ('europe-west1', 160, 50), ('europe-north2', 28, 6)) AS regions(r, base, swing);
                """);
        }

        return database;
    }
}
