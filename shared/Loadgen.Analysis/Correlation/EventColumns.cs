using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Correlation;

/// <summary>Writes what the joined lines say into the events.</summary>
internal static class EventColumns
{
    // Of several executions the first one counts: it is what the event caused, and the others should not have been. One that is logged
    // twice, as where exports overlap, is one.
    private const string FillFunctions = """
        CREATE OR REPLACE MACRO milliseconds(later, earlier) AS (epoch_us(later) - epoch_us(earlier)) / 1000;
        CREATE OR REPLACE MACRO began(l) AS coalesce(l.received_utc, l.finished_utc - to_microseconds(CAST(1000 * l.wall_ms AS BIGINT)));
        CREATE OR REPLACE TABLE executions AS
        SELECT event, count(*)::INTEGER AS logs, coalesce(arg_min(line, began(l)), min(line)) AS line
        FROM joined_lines JOIN function_lines l ON l.rowid = line
        WHERE NOT is_dispatcher GROUP BY event;
        UPDATE executions SET logs = n FROM (
            SELECT event, count(*)::INTEGER AS n FROM (
                SELECT DISTINCT event, received_utc, finished_utc, queue_delay_ms, end_to_end_ms, wall_ms, cpu_ms, instance
                FROM joined_lines JOIN function_lines l ON l.rowid = line
                WHERE NOT is_dispatcher AND event IN (SELECT event FROM executions WHERE logs > 1)
            ) GROUP BY event
        ) x WHERE x.event = executions.event;
        UPDATE events SET function_logs = 0;
        UPDATE events SET
            function_logs = logs,
            execution_start_utc = began(l),
            execution_ms = coalesce(l.wall_ms, milliseconds(l.finished_utc, l.received_utc)),
            queue_delay_ms = coalesce(l.queue_delay_ms, milliseconds(l.received_utc, coalesce(events.sent_utc, l.sent_utc))),
            cold_start = l.cold_start, cpu_ms = l.cpu_ms, max_rss_kb = l.max_rss_kb, execution_region = l.region, instance = l.instance,
            true_end_to_end_ms = coalesce(
                milliseconds(l.finished_utc, coalesce(events.sent_utc, l.sent_utc)),
                milliseconds(l.received_utc, coalesce(events.sent_utc, l.sent_utc)) + l.wall_ms,
                l.end_to_end_ms),
            overhead_ms = CASE WHEN events.scenario <> 'C' AND status_code IS NOT NULL
                THEN latency_ms - coalesce(l.wall_ms, milliseconds(l.finished_utc, l.received_utc)) END
        FROM executions x JOIN function_lines l ON l.rowid = x.line
        WHERE events.rowid = x.event;
        DROP TABLE executions;
        """;

    private const string FillDispatchers = """
        UPDATE events SET dispatcher_logs = 0 WHERE scenario = 'C' AND EXISTS (FROM function_lines WHERE is_dispatcher);
        UPDATE events SET dispatcher_logs = logs, dispatcher_execution_ms = execution
        FROM (
            SELECT event, count(*)::INTEGER AS logs,
                coalesce(arg_min(coalesce(l.execution_ms, l.wall_ms), began(l)), min(coalesce(l.execution_ms, l.wall_ms))) AS execution
            FROM joined_lines JOIN function_lines l ON l.rowid = line
            WHERE is_dispatcher GROUP BY event
        ) x
        WHERE events.rowid = x.event;
        """;

    public static void Fill(EventDatabase database, CancellationToken cancellationToken)
    {
        database.Execute(FillFunctions);
        cancellationToken.ThrowIfCancellationRequested();
        database.Execute(FillDispatchers);
    }
}
