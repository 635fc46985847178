using System.Data.Common;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Correlation;

/// <summary>Sums up what the functions' logs say.</summary>
public static class CorrelationSummary
{
    /// <summary>Sums up the view <c>chosen</c>.</summary>
    /// <returns><see langword="null"/> where no logs of functions are joined.</returns>
    public static CorrelationResult? Of(EventDatabase database)
    {
        var isJoined = database.Read("SELECT count(function_logs) > 0 FROM chosen", row => row.GetBoolean(0))[0];
        return isJoined ? new CorrelationResult(database.Read(Query, Row)) : null;
    }

    private const string Query = """
        SELECT approach, function_id, count(*), count(*) FILTER (function_logs > 0), count(*) FILTER (function_logs > 1),
            count(*) FILTER (execution_start_utc < target_utc - INTERVAL 1 SECOND),
            count(*) FILTER (
                execution_start_utc + to_microseconds(CAST(1000 * execution_ms AS BIGINT)) > deadline_utc + INTERVAL 1 SECOND),
            count(*) FILTER (cold_start),
            median(queue_delay_ms), median(execution_ms), median(true_end_to_end_ms), median(overhead_ms),
            count(*) FILTER (queue_delay_ms < 0),
            CASE WHEN count(dispatcher_logs) > 0 THEN count(*) FILTER (dispatcher_logs > 0) END, median(dispatcher_execution_ms)
        FROM chosen
        WHERE outcome NOT IN ('dry_run', 'skipped_late', 'not_routed')
        GROUP BY ALL ORDER BY approach, count(*) DESC, function_id
        """;

    private static CorrelatedFunction Row(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6),
        row.GetInt64(7), Number(row, 8), Number(row, 9), Number(row, 10), Number(row, 11))
    {
        NegativeQueueDelays = row.GetInt64(12),
        WithDispatcherLog = row.IsDBNull(13) ? null : row.GetInt64(13),
        DispatcherExecution = Number(row, 14),
    };

    private static double? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
