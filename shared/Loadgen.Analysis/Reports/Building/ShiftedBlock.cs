using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>The calls that were put off.</summary>
internal static class ShiftedBlock
{
    /// <summary>Those with the most events first, and of a function the approaches in their order.</summary>
    public static IReadOnlyList<ShiftedCalls> Of(EventDatabase database, IReadOnlyList<Approach> approaches, BaselineChoice choice)
    {
        var places = approaches.Index().ToDictionary(pair => pair.Item.Label, pair => pair.Index);
        database.Execute("CREATE OR REPLACE TABLE compared (approach VARCHAR, baseline VARCHAR)");
        foreach (var (approach, baseline) in choice.Compared)
            database.Execute("INSERT INTO compared VALUES ($1, $2)", approach.Label, baseline.Label);
        var rows = database.Read(
            """
            WITH shifted AS (
                SELECT calls.*, baseline, place, epoch(target_utc - sent_utc) / 3600 AS delay
                FROM calls JOIN shown USING (function_id) LEFT JOIN compared USING (approach) WHERE is_shifted),
            homes AS (
                SELECT approach AS baseline, trace_hour_utc, function_id, invocation_index, any_value(region) AS home
                FROM calls WHERE approach IN (SELECT baseline FROM compared) GROUP BY ALL),
            joined AS (
                SELECT shifted.*, early.g_per_kwh AS g_now, late.g_per_kwh AS g_then
                FROM shifted LEFT JOIN homes USING (baseline, trace_hour_utc, function_id, invocation_index)
                LEFT JOIN intensities AS early
                    ON early.region = coalesce(home, shifted.region) AND early.hour_utc = date_trunc('hour', sent_utc)
                LEFT JOIN intensities AS late ON late.region = shifted.region AND late.hour_utc = date_trunc('hour', ran_utc))
            SELECT approach, function_id, count(*), median(delay), max(delay),
                count(*) FILTER (target_utc <= deadline_utc), count(*) FILTER (target_utc IS NOT NULL AND deadline_utc IS NOT NULL),
                avg(g_now) FILTER (g_then IS NOT NULL), avg(g_then) FILTER (g_now IS NOT NULL),
                count(*) FILTER (g_now IS NOT NULL AND g_then IS NOT NULL), any_value(place)
            FROM joined GROUP BY approach, function_id
            """,
            row => (Place: row.GetInt32(10), Calls: new ShiftedCalls(
                approaches[places[row.GetString(0)]], row.GetString(1), row.GetInt64(2), row.Number(3), row.Number(4), row.GetInt64(5),
                row.GetInt64(6), row.Number(7), row.Number(8), row.GetInt64(9))));
        return [.. rows.OrderBy(row => row.Place).ThenBy(row => places[row.Calls.Approach.Label]).Select(row => row.Calls)];
    }
}
