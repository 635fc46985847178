using System.Globalization;

namespace Loadgen.Analysis.Events;

/// <summary>
/// The members of log lines, as the database reads them. Each is read as text and cast afterwards, so that a member of another type is null
/// by itself, and is noticed.
/// </summary>
internal static class LineSql
{
    /// <summary>Casts that give null for what is none. Offsets of moments would be ignored, so that only UTC is taken.</summary>
    public const string Macros = """
        CREATE OR REPLACE TEMP MACRO moment(v) AS
            CASE WHEN suffix(v, 'Z') AND v[11] = 'T' AND v >= '1970' AND v < '9999' THEN TRY_CAST(v AS TIMESTAMP) END;
        CREATE OR REPLACE TEMP MACRO number(v) AS CASE WHEN isfinite(TRY_CAST(v AS DOUBLE)) THEN TRY_CAST(v AS DOUBLE) END;
        CREATE OR REPLACE TEMP MACRO whole(v) AS CASE WHEN TRY_CAST(v AS DOUBLE) = TRY_CAST(v AS BIGINT) THEN TRY_CAST(v AS BIGINT) END;
        CREATE OR REPLACE TEMP MACRO small(v) AS CASE WHEN TRY_CAST(v AS DOUBLE) = TRY_CAST(v AS INTEGER) THEN TRY_CAST(v AS INTEGER) END;
        CREATE OR REPLACE TEMP MACRO flag(v) AS CASE v WHEN 'true' THEN true WHEN 'false' THEN false END;
        """;

    /// <summary>Each thread's buffer is twice that; more would only take memory.</summary>
    private const int LeastBuffer = 1 << 20;

    private const string Call =
        "STRUCT(status_code VARCHAR, latency_ms VARCHAR, request_bytes VARCHAR, response_bytes VARCHAR, error VARCHAR, "
        + "response_json STRUCT(statusCode VARCHAR, status VARCHAR, error VARCHAR, target_region VARCHAR, region VARCHAR, "
        + "function_url VARCHAR, url VARCHAR), "
        + "timings STRUCT(dns_ms VARCHAR, connect_ms VARCHAR, tls_ms VARCHAR, first_byte_ms VARCHAR, download_ms VARCHAR))";

    private static readonly string[] Texts =
    [
        "ts_utc", "experiment_id", "scenario", "trace_hour", "run_id", "event_id", "function_id", "invocation_index",
        "scheduled_time_utc", "trace_id", "invoker_region", "clock", "clock_speed", "policy_region_source", "target_region", "target_url",
        "sent_time_utc", "dispatcher_sent_time_utc", "start_lag_ms", "time_shifted", "end_to_end_latency_ms", "end_to_end_latency_source",
        "end_to_end_latency_note", "outcome", "deadline_utc", "dispatcher_url", "dispatcher_status", "dispatcher_priority",
        "dispatcher_carbon_intensity", "target_time_utc",
    ];

    private static readonly string Columns =
        $"{{{string.Join(", ", Texts.Select(name => $"{name}: 'VARCHAR'"))}, invoke: '{Call}', dispatch: '{Call}'}}";

    /// <summary>The files' lines, each with its file as <c>path</c>.</summary>
    /// <param name="longest">How many bytes the longest line has.</param>
    public static string Read(IEnumerable<string> paths, int longest) => string.Create(CultureInfo.InvariantCulture, $"""
        read_json({SqlText.Files(paths)}, format = 'newline_delimited', ignore_errors = true, compression = 'uncompressed',
            maximum_object_size = {Math.Max(longest + 1, LeastBuffer)}, filename = 'path', columns = {Columns})
        """);
}
