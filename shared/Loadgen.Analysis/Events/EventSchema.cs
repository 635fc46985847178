namespace Loadgen.Analysis.Events;

/// <summary>
/// The columns that every analysis reads, and that <c>export</c> and <c>correlate</c> write. Times are UTC, units stand in the names, and
/// what is not known is null.
/// </summary>
public static class EventSchema
{
    /// <summary>
    /// <c>events</c>: one row for each event that has a line. <c>runs</c>: one row for each run that any line names, also where no event
    /// has one. <c>problems</c>: what was not read, and why. <c>intensities</c>: the carbon intensity of a region's hour; empty where
    /// none is given.
    /// </summary>
    public const string Definition = """
        CREATE TABLE events (
            experiment_id VARCHAR NOT NULL, scenario VARCHAR NOT NULL, trace_hour_utc TIMESTAMP NOT NULL, run_id VARCHAR NOT NULL,
            event_id VARCHAR NOT NULL, function_id VARCHAR NOT NULL, invocation_index INTEGER NOT NULL,
            scheduled_utc TIMESTAMP, sent_utc TIMESTAMP, recorded_utc TIMESTAMP, start_lag_ms DOUBLE,
            outcome VARCHAR NOT NULL, status_code INTEGER, error VARCHAR,
            latency_ms DOUBLE, dns_ms DOUBLE, connect_ms DOUBLE, tls_ms DOUBLE, first_byte_ms DOUBLE, download_ms DOUBLE,
            request_bytes BIGINT, response_bytes BIGINT,
            end_to_end_ms DOUBLE, end_to_end_source VARCHAR, end_to_end_note VARCHAR,
            region VARCHAR, url VARCHAR, region_source VARCHAR, invoker_region VARCHAR,
            time_shifted BOOLEAN, target_utc TIMESTAMP, deadline_utc TIMESTAMP,
            dispatcher_url VARCHAR, dispatcher_status VARCHAR, priority VARCHAR, dispatcher_g_per_kwh DOUBLE,
            trace_id VARCHAR, clock VARCHAR, clock_speed DOUBLE, log VARCHAR NOT NULL, copies INTEGER NOT NULL,
            -- What the functions' own logs say, once they are joined.
            function_logs INTEGER, queue_delay_ms DOUBLE, cold_start BOOLEAN, execution_start_utc TIMESTAMP, execution_ms DOUBLE,
            cpu_ms DOUBLE, max_rss_kb BIGINT, execution_region VARCHAR, instance VARCHAR, true_end_to_end_ms DOUBLE, overhead_ms DOUBLE,
            -- The dispatcher's.
            dispatcher_logs INTEGER, dispatcher_execution_ms DOUBLE
        );
        CREATE TABLE runs (
            experiment_id VARCHAR NOT NULL, scenario VARCHAR NOT NULL, trace_hour_utc TIMESTAMP NOT NULL, run_id VARCHAR NOT NULL,
            planned INTEGER, dry_run BOOLEAN, is_complete BOOLEAN NOT NULL, is_original BOOLEAN NOT NULL, started_utc TIMESTAMP,
            workload_name VARCHAR, workload_sha256 VARCHAR, jitter_s DOUBLE, timeout_s DOUBLE, hold_max_s DOUBLE, max_lateness_s DOUBLE,
            loadgen_version VARCHAR, clock VARCHAR, clock_speed DOUBLE, log VARCHAR NOT NULL
        );
        CREATE TABLE problems (log VARCHAR NOT NULL, line BIGINT, reason VARCHAR NOT NULL);
        CREATE TABLE intensities (region VARCHAR NOT NULL, hour_utc TIMESTAMP NOT NULL, g_per_kwh DOUBLE NOT NULL);
        """;
}
