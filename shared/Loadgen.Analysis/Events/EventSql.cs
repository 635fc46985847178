namespace Loadgen.Analysis.Events;

/// <summary>Fills the tables of <see cref="EventSchema"/> from lines.</summary>
internal static class EventSql
{
    /// <summary>What the other statements need.</summary>
    public const string Prepare = $"""
        CREATE OR REPLACE TEMP TABLE log_files (path VARCHAR, log VARCHAR, is_original BOOLEAN);
        {RunLines.Definition}
        {LineSql.Macros}
        """;

    /// <summary>
    /// Adds the events' lines. Those of which a member is not what it should be have 0 for their copies.
    /// </summary>
    public static string InsertEvents(string lines) => $"""
        INSERT INTO events BY NAME
        SELECT experiment_id, scenario, moment(trace_hour) AS trace_hour_utc, run AS run_id, event_id, function_id,
            coalesce(small(invocation_index), TRY_CAST(regexp_extract(event_id, ':(\d+)$', 1) AS INTEGER), 0) AS invocation_index,
            moment(scheduled_time_utc) AS scheduled_utc, moment(sent_text) AS sent_utc, moment(ts_utc) AS recorded_utc,
            number(start_lag_ms) AS start_lag_ms, derived AS outcome, small(call.status_code) AS status_code, call.error AS error,
            CASE WHEN was_sent THEN number(call.latency_ms) END AS latency_ms,
            number(call.timings.dns_ms) AS dns_ms, number(call.timings.connect_ms) AS connect_ms, number(call.timings.tls_ms) AS tls_ms,
            number(call.timings.first_byte_ms) AS first_byte_ms, number(call.timings.download_ms) AS download_ms,
            CASE WHEN was_sent THEN whole(call.request_bytes) END AS request_bytes,
            CASE WHEN was_sent THEN whole(call.response_bytes) END AS response_bytes,
            number(end_to_end_latency_ms) AS end_to_end_ms, end_to_end_latency_source AS end_to_end_source,
            end_to_end_latency_note AS end_to_end_note,
            target_region AS region, target_url AS url, policy_region_source AS region_source, invoker_region,
            CASE WHEN time_shifted IS NULL AND scenario <> 'C' THEN false ELSE flag(time_shifted) END AS time_shifted,
            moment(target_time_utc) AS target_utc, moment(deadline_utc) AS deadline_utc,
            dispatcher_url, dispatcher_status, dispatcher_priority AS priority,
            number(dispatcher_carbon_intensity) AS dispatcher_g_per_kwh,
            trace_id, clock, number(clock_speed) AS clock_speed, log,
            CASE WHEN {LineMembers.IsWrong} OR {IsWithoutCall} THEN 0 ELSE 1 END AS copies
        FROM (
            SELECT *, derived IN ('ok', 'http_error', 'dispatch_failed', 'timeout', 'connection_error') AS was_sent,
                CASE WHEN NOT is_original OR was_sent
                    THEN CASE scenario WHEN 'C' THEN dispatcher_sent_time_utc ELSE sent_time_utc END END AS sent_text
            FROM (
                SELECT *, CASE WHEN is_original THEN {OriginalOutcome} ELSE outcome END AS derived
                FROM (
                    SELECT *, CASE scenario WHEN 'C' THEN dispatch ELSE invoke END AS call,
                        CASE WHEN is_original THEN 'original' ELSE run_id END AS run
                    FROM {lines} JOIN log_files USING (path))))
        WHERE experiment_id IS NOT NULL AND scenario IN ('A', 'B', 'C') AND run IS NOT NULL AND moment(trace_hour) IS NOT NULL
            AND length(trace_hour) = 20 AND moment(scheduled_time_utc) IS NOT NULL AND moment(ts_utc) IS NOT NULL
            AND length(event_id) BETWEEN 1 AND 300 AND NOT regexp_matches(event_id, '{Controls}') AND function_id <> ''
            AND derived IN ('ok', 'http_error', 'dispatch_failed', 'timeout', 'connection_error', 'dry_run', 'skipped_late', 'not_routed',
                'unknown')
        """;

    private const string Controls = @"[\x00-\x1f\x7f-\x{9f}]";

    /// <summary>Of an object that is something else all members are null, also those that a call always has.</summary>
    private const string IsWithoutCall =
        "(was_sent AND call.latency_ms IS NULL) OR (derived = 'ok' AND call.timings.first_byte_ms IS NULL AND NOT is_original)";

    /// <summary>The outcome that our own line would have.</summary>
    private const string OriginalOutcome = """
        CASE
            WHEN end_to_end_latency_note = 'dry_run' THEN 'dry_run'
            WHEN number(call.latency_ms) IS NULL THEN 'unknown'
            WHEN call.status_code IS NULL
                THEN CASE WHEN contains(split_part(call.error, ':', 1), 'Timeout') THEN 'timeout' ELSE 'connection_error' END
            WHEN small(call.status_code) IS NULL OR small(call.status_code) NOT BETWEEN 200 AND 299 THEN 'http_error'
            WHEN scenario = 'C' AND (
                coalesce(number(call.response_json.statusCode) >= 400, false)
                OR coalesce(lower(call.response_json.status) IN ('failed', 'error'), false)
                OR (coalesce(call.response_json.error, 'false') NOT IN ('false', '')
                    AND coalesce(call.response_json.target_region, call.response_json.region, '') = ''
                    AND NOT coalesce(call.response_json.function_url, call.response_json.url, '') SIMILAR TO 'https?://.+'))
                THEN 'dispatch_failed'
            ELSE 'ok'
        END
        """;

    /// <summary>Takes events away whose run cannot be one.</summary>
    public const string RemoveStrangers = """
        CREATE OR REPLACE TEMP TABLE strangers AS
        SELECT DISTINCT experiment_id, scenario, trace_hour_utc, run_id FROM events
        WHERE NOT (regexp_full_match(experiment_id, '[A-Za-z0-9._-]{1,128}') AND experiment_id NOT IN ('.', '..')
            AND date_trunc('hour', trace_hour_utc) = trace_hour_utc
            AND regexp_full_match(run_id, 'original(-\d+)?|\d{8}T\d{6}Z(-([2-9]|[1-9]\d+))?'));
        DELETE FROM events WHERE (experiment_id, scenario, trace_hour_utc, run_id) IN (FROM strangers);
        """;

    /// <summary>How many events each log has, and how many of them have a member that is not what it should be.</summary>
    public const string CountByLog = "SELECT log, count(*), count(*) FILTER (WHERE copies = 0) FROM events GROUP BY log";

    public const string ForgetWrongOnes = "UPDATE events SET copies = 1 WHERE copies = 0";

    /// <summary>The original job's runs have no IDs, but each has a log.</summary>
    public const string TellOriginalRunsApart = """
        CREATE OR REPLACE TEMP TABLE originals AS
        SELECT experiment_id, scenario, trace_hour_utc, log, CASE n WHEN 1 THEN 'original' ELSE 'original-' || n END AS new_id
        FROM (
            SELECT experiment_id, scenario, trace_hour_utc, log,
                row_number() OVER (PARTITION BY experiment_id, scenario, trace_hour_utc ORDER BY min(written_utc), log) AS n
            FROM (
                SELECT experiment_id, scenario, trace_hour_utc, run_id, log, recorded_utc AS written_utc FROM events
                UNION ALL
                SELECT experiment_id, scenario, trace_hour_utc, run_id, log, started_utc AS written_utc FROM run_lines)
            WHERE run_id[:8] = 'original'
            GROUP BY experiment_id, scenario, trace_hour_utc, log);
        UPDATE events SET run_id = new_id FROM originals
        WHERE run_id[:8] = 'original' AND run_id <> new_id AND events.log = originals.log
            AND events.experiment_id = originals.experiment_id AND events.scenario = originals.scenario
            AND events.trace_hour_utc = originals.trace_hour_utc;
        UPDATE run_lines SET run_id = new_id FROM originals
        WHERE run_id[:8] = 'original' AND run_id <> new_id AND run_lines.log = originals.log
            AND run_lines.experiment_id = originals.experiment_id AND run_lines.scenario = originals.scenario
            AND run_lines.trace_hour_utc = originals.trace_hour_utc;
        """;

    /// <summary>Of an event's lines the first one stays, and counts the others.</summary>
    public const string RemoveCopies = """
        CREATE OR REPLACE TEMP TABLE copied AS
        SELECT experiment_id, scenario, trace_hour_utc, run_id, event_id, sum(copies)::INTEGER AS n
        FROM events
        WHERE hash(experiment_id, scenario, trace_hour_utc, run_id, event_id) IN (
            SELECT hash(experiment_id, scenario, trace_hour_utc, run_id, event_id) FROM events GROUP BY 1 HAVING count(*) > 1)
        GROUP BY ALL HAVING count(*) > 1;
        CREATE OR REPLACE TEMP TABLE kept AS
        SELECT events.rowid AS id, n, row_number() OVER (
            PARTITION BY experiment_id, scenario, trace_hour_utc, run_id, event_id ORDER BY recorded_utc, log, events.rowid) = 1 AS is_first
        FROM events JOIN copied USING (experiment_id, scenario, trace_hour_utc, run_id, event_id);
        UPDATE events SET copies = n FROM kept WHERE events.rowid = kept.id AND is_first;
        DELETE FROM events WHERE rowid IN (SELECT id FROM kept WHERE NOT is_first);
        """;

    /// <summary>Each run that any line names has a row.</summary>
    public const string FillRuns = """
        INSERT INTO runs BY NAME
        WITH
        starts AS (
            FROM run_lines WHERE NOT is_complete
            QUALIFY row_number() OVER (PARTITION BY experiment_id, scenario, trace_hour_utc, run_id ORDER BY started_utc, log) = 1),
        completes AS (
            SELECT experiment_id, scenario, trace_hour_utc, run_id, min(log) AS log, min(planned) AS planned, true AS is_complete
            FROM run_lines WHERE is_complete GROUP BY ALL),
        seen AS (
            SELECT experiment_id, scenario, trace_hour_utc, run_id, min(clock) AS clock, min(clock_speed) AS clock_speed, min(log) AS log,
                bool_and(outcome = 'dry_run') AS dry_run
            FROM events GROUP BY ALL)
        SELECT experiment_id, scenario, trace_hour_utc, run_id, coalesce(starts.planned, completes.planned) AS planned,
            coalesce(starts.dry_run, seen.dry_run) AS dry_run,
            coalesce(completes.is_complete, false) AS is_complete, run_id[:8] = 'original' AS is_original, started_utc, workload_name,
            workload_sha256, jitter_s, timeout_s, hold_max_s, max_lateness_s, loadgen_version,
            coalesce(starts.clock, seen.clock) AS clock, coalesce(starts.clock_speed, seen.clock_speed) AS clock_speed,
            coalesce(starts.log, completes.log, seen.log) AS log
        FROM starts
        FULL JOIN completes USING (experiment_id, scenario, trace_hour_utc, run_id)
        FULL JOIN seen USING (experiment_id, scenario, trace_hour_utc, run_id);
        """;
}
