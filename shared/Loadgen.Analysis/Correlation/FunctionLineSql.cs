using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Correlation;

/// <summary>How functions' lines are read, in SQL.</summary>
internal static class FunctionLineSql
{
    /// <summary>
    /// <c>instant</c>: a time in UTC, whatever its offset, of a year that every later step can take. <c>measure</c>: a number, and a
    /// finite one. <c>word</c>: a text that says something.
    /// </summary>
    public const string Macros = """
        CREATE OR REPLACE TEMP MACRO offset_of(t) AS regexp_extract(t, ':\d\d(?:\.\d+)? ?([+-]\d\d:?\d\d)$', 1);
        CREATE OR REPLACE TEMP MACRO minutes_of(o) AS
            (CASE left(o, 1) WHEN '-' THEN -1 ELSE 1 END)
            * coalesce(60 * try_cast(o[2:3] AS INTEGER) + try_cast(right(o, 2) AS INTEGER), 0);
        CREATE OR REPLACE TEMP MACRO of_our_time(t) AS CASE WHEN t BETWEEN TIMESTAMP '1970-01-02' AND TIMESTAMP '2199-12-31' THEN t END;
        CREATE OR REPLACE TEMP MACRO instant(t) AS CASE
            WHEN right(t, 1) IN ('Z', 'z') THEN of_our_time(try_cast(t AS TIMESTAMP))
            ELSE of_our_time(try_cast(t AS TIMESTAMP)) - to_minutes(minutes_of(offset_of(t))) END;
        CREATE OR REPLACE TEMP MACRO measure(n) AS CASE WHEN isfinite(try_cast(n AS DOUBLE)) THEN try_cast(n AS DOUBLE) END;
        CREATE OR REPLACE TEMP MACRO word(t) AS nullif(trim(t), '');
        """;

    /// <summary>Adds the lines of files; $1: whether every one is the dispatcher's.</summary>
    /// <remarks>
    /// A line is read whole, as the only column of a table whose separator no JSON text holds. One that begins like an object, and is
    /// none, is told; other text is what programs print.
    /// </remarks>
    public static string InsertLines(IEnumerable<string> paths) => $$"""
        INSERT INTO function_lines BY NAME
        WITH entries AS (
            SELECT filename, starts_with(ltrim(line), '{"') AS is_told, try_cast(substr(line, strpos(line, '{')) AS JSON) AS entry
            FROM read_csv(
                {{SqlText.Files(paths)}}, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false,
                delim = E'\x01', quote = '', escape = '', new_line = '\n', strict_mode = false, ignore_errors = true,
                max_line_size = 16777216, buffer_size = 33554432, filename = true)
            WHERE contains(line, '{')
        ),
        {{Insert}}
        """;

    /// <summary>Adds the entries of files that are arrays; $1: whether every one is the dispatcher's.</summary>
    public static string InsertArrays(IEnumerable<string> paths) => $"""
        INSERT INTO function_lines BY NAME
        WITH entries AS (
            SELECT filename, true AS is_told, json AS entry
            FROM read_json_objects({SqlText.Files(paths)}, format = 'array', filename = true)
        ),
        {Insert}
        """;

    /// <summary>Moves what is broken to <c>problems</c>.</summary>
    public const string TellBroken = """
        INSERT INTO problems
        SELECT log, NULL, count(*) || CASE count(*) WHEN 1 THEN ' line begins' ELSE ' lines begin' END
            || ' like a JSON object, and cannot be read as one'
        FROM function_lines WHERE is_broken GROUP BY log ORDER BY log;
        DELETE FROM function_lines WHERE is_broken;
        """;

    // An entry of Cloud Logging has the function's object inside; the function's own line is that object.
    private const string Insert = """
        envelopes AS (
            SELECT *, CASE WHEN contains(entry, 'Payload"') THEN from_json(entry, '{
                "jsonPayload": "JSON", "textPayload": "VARCHAR", "trace": "VARCHAR", "labels": {"instanceId": "VARCHAR"},
                "resource": {"labels": {"service_name": "VARCHAR", "location": "VARCHAR"}}
            }') END AS envelope
            FROM entries WHERE entry IS NOT NULL OR is_told
        ),
        payloads AS (
            SELECT *, from_json(
                CASE
                    WHEN envelope.jsonPayload IS NOT NULL THEN envelope.jsonPayload
                    WHEN envelope.textPayload IS NOT NULL
                        THEN try_cast(substr(envelope.textPayload, strpos(envelope.textPayload, '{')) AS JSON)
                    ELSE entry
                END,
                '{
                    "type": "VARCHAR", "experiment_id": "VARCHAR", "scenario": "VARCHAR", "run_id": "VARCHAR", "event_id": "VARCHAR",
                    "function_id": "VARCHAR", "function_name": "VARCHAR", "trace_id": "VARCHAR", "dispatch_sent_time_utc": "VARCHAR",
                    "request_received_time_utc": "VARCHAR", "response_finished_time_utc": "VARCHAR", "queue_delay_ms": "VARCHAR",
                    "end_to_end_latency_ms": "VARCHAR", "wall_ms": "VARCHAR", "execution_ms": "VARCHAR", "cpu_ms": "VARCHAR",
                    "max_rss_kb": "VARCHAR", "cold_start": "VARCHAR", "region": "VARCHAR", "instance": "VARCHAR"
                }') AS payload
            FROM envelopes
        )
        SELECT coalesce(name, filename) AS log, entry IS NULL AS is_broken,
            $1 OR coalesce(payload.function_id, payload.function_name, '') = 'dispatcher' AS is_dispatcher,
            word(payload.experiment_id) AS experiment_id, upper(word(payload.scenario)) AS scenario, word(payload.run_id) AS run_id,
            word(payload.event_id) AS event_id,
            coalesce(
                word(payload.function_id), word(payload.function_name), word(envelope.resource.labels.service_name)) AS function_id,
            lower(coalesce(word(payload.trace_id), word(split_part(envelope.trace, '/traces/', 2)))) AS trace_id,
            instant(payload.dispatch_sent_time_utc) AS sent_utc, instant(payload.request_received_time_utc) AS received_utc,
            instant(payload.response_finished_time_utc) AS finished_utc,
            measure(payload.queue_delay_ms) AS queue_delay_ms, measure(payload.end_to_end_latency_ms) AS end_to_end_ms,
            measure(payload.wall_ms) AS wall_ms, measure(payload.execution_ms) AS execution_ms, measure(payload.cpu_ms) AS cpu_ms,
            try_cast(measure(payload.max_rss_kb) AS BIGINT) AS max_rss_kb, try_cast(payload.cold_start AS BOOLEAN) AS cold_start,
            coalesce(word(payload.region), word(envelope.resource.labels.location)) AS region,
            coalesce(word(payload.instance), word(envelope.labels.instanceId)) AS instance
        FROM payloads LEFT JOIN log_names ON path = filename
        WHERE entry IS NULL OR payload.type = 'invocation_metrics' OR payload.request_received_time_utc IS NOT NULL
            OR ($1 AND payload.execution_ms IS NOT NULL)
        """;
}
