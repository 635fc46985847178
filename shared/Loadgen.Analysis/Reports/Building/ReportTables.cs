using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>What a report reads, made of the runs that were chosen.</summary>
internal static class ReportTables
{
    /// <summary>
    /// The most functions that are shown and compared, which are those with the most events: each takes some milliseconds of statistics,
    /// and nobody reads more.
    /// </summary>
    public const int MostFunctions = 200;

    /// <summary>
    /// Makes <c>calls</c>: the columns of <c>chosen</c>, whether a call was made, whether its times are measurements, and when it ran;
    /// <c>shown</c>: the functions that the report has, numbered; <c>numbered</c>: the approaches; <c>latencies</c>: what is compared, once
    /// for each index of an hour.
    /// </summary>
    public static void Make(EventDatabase database, IReadOnlyList<Approach> approaches)
    {
        database.Execute("""
            CREATE OR REPLACE VIEW calls AS
            SELECT *, outcome IN ('ok', 'http_error', 'dispatch_failed', 'timeout', 'connection_error') AS was_sent,
                coalesce(clock_speed, 1) = 1 AS is_measured, coalesce(time_shifted, false) AS is_shifted,
                coalesce(execution_start_utc, CASE WHEN time_shifted THEN target_utc ELSE sent_utc END) AS ran_utc
            FROM chosen;
            CREATE OR REPLACE TABLE shown (function_id VARCHAR, place INTEGER);
            CREATE OR REPLACE TABLE numbered (approach VARCHAR, number INTEGER);
            """);
        foreach (var (number, approach) in approaches.Index())
            database.Execute("INSERT INTO numbered VALUES ($1, $2)", approach.Label, number);
        database.Execute(
            """
            INSERT INTO shown
            SELECT function_id, row_number() OVER (ORDER BY count(*) DESC, function_id)
            FROM chosen GROUP BY function_id ORDER BY count(*) DESC, function_id LIMIT $1
            """,
            MostFunctions);
        database.Execute($"""
            CREATE OR REPLACE TABLE latencies AS
            SELECT place, number, measure, (epoch(trace_hour_utc) / 3600)::INTEGER AS hour, invocation_index,
                arg_min(latency, event_id) AS latency
            FROM (
                SELECT function_id, approach, trace_hour_utc, invocation_index, event_id, end_to_end_ms AS latency,
                    CASE end_to_end_source
                        WHEN 'direct_invoke' THEN {LatencyMeasure.RoundTrip:D}
                        WHEN 'dispatcher_response' THEN {LatencyMeasure.DispatcherTold:D}
                    END AS measure
                FROM calls WHERE outcome = 'ok' AND is_measured AND NOT is_shifted
                UNION ALL
                SELECT function_id, approach, trace_hour_utc, invocation_index, event_id, true_end_to_end_ms, {LatencyMeasure.FunctionLog:D}
                FROM calls WHERE outcome = 'ok' AND is_measured AND NOT is_shifted AND true_end_to_end_ms IS NOT NULL
            ) JOIN shown USING (function_id) JOIN numbered USING (approach)
            WHERE measure IS NOT NULL AND isfinite(latency)
            GROUP BY place, number, measure, hour, invocation_index
            """);
    }

    /// <summary>Frees what only the report needs.</summary>
    public static void Drop(EventDatabase database) => database.Execute("DROP TABLE latencies");
}
