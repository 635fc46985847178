namespace Loadgen.Analysis.Correlation;

/// <summary>The lines of functions' and dispatchers' logs, while they are joined.</summary>
internal static class LineTable
{
    /// <summary>
    /// <c>function_lines</c>: a row for each line that is a call's, and for each that is broken, until these are told.
    /// <c>joined_lines</c>: which event a line is of, both by their row numbers.
    /// </summary>
    public const string Definition = """
        CREATE OR REPLACE TABLE function_lines (
            log VARCHAR NOT NULL, is_broken BOOLEAN NOT NULL, is_dispatcher BOOLEAN NOT NULL,
            experiment_id VARCHAR, scenario VARCHAR, run_id VARCHAR, event_id VARCHAR, function_id VARCHAR, trace_id VARCHAR,
            sent_utc TIMESTAMP, received_utc TIMESTAMP, finished_utc TIMESTAMP,
            queue_delay_ms DOUBLE, end_to_end_ms DOUBLE, wall_ms DOUBLE, execution_ms DOUBLE, cpu_ms DOUBLE, max_rss_kb BIGINT,
            cold_start BOOLEAN, region VARCHAR, instance VARCHAR
        );
        CREATE OR REPLACE TABLE joined_lines (line BIGINT NOT NULL, event BIGINT NOT NULL);
        """;

    /// <summary>Gives their memory back.</summary>
    public const string Removal = "DROP TABLE joined_lines; DROP TABLE function_lines;";
}
