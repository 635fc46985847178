using System.Data.Common;
using Loadgen.Analysis.Events;
using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>What each approach measured of each function that is shown.</summary>
internal static class FunctionResults
{
    /// <summary>Those with the most events first, and of a function the approaches in their order.</summary>
    public static IReadOnlyList<FunctionResult> Of(EventDatabase database, IReadOnlyList<Approach> approaches)
    {
        var regions = Frequencies.Of(database, "region");
        var priorities = Frequencies.Of(database, "priority");
        var latencies = LatenciesOf(database).ToLookup(row => (row.Approach, row.Place), row => row.Result);
        var places = approaches.Index().ToDictionary(pair => pair.Item.Label, pair => pair.Index);
        var results = database.Read(
            """
            SELECT approach, function_id, count(*), count(*) FILTER (was_sent), count(*) FILTER (outcome = 'ok'),
                median(dns_ms) FILTER (is_true), median(connect_ms) FILTER (is_true), median(tls_ms) FILTER (is_true),
                median(first_byte_ms) FILTER (is_true), median(download_ms) FILTER (is_true),
                avg(request_bytes) FILTER (was_sent), avg(response_bytes) FILTER (was_sent),
                count(*) FILTER (is_shifted), median(epoch(target_utc - sent_utc) / 3600) FILTER (is_shifted), any_value(place)
            FROM (SELECT *, outcome = 'ok' AND is_measured AS is_true FROM calls) JOIN shown USING (function_id)
            GROUP BY approach, function_id
            """,
            row => (Place: row.GetInt32(14), Result: Read(row)));
        return
        [
            .. results
                .OrderBy(pair => pair.Place)
                .ThenBy(pair => places[pair.Result.Approach.Label])
                .Select(pair => pair.Result),
        ];

        FunctionResult Read(DbDataReader row)
        {
            var key = (row.GetString(0), row.GetString(1));
            var (sent, succeeded) = (row.GetInt64(3), row.GetInt64(4));
            return new(
                approaches[places[key.Item1]],
                key.Item2,
                row.GetInt64(2),
                sent,
                sent > 0 ? ShareEstimate.Of(succeeded, sent) : null,
                [.. latencies[(places[key.Item1], row.GetInt32(14))].OrderBy(latency => latency.Measure)],
                new(row.Number(5), row.Number(6), row.Number(7), row.Number(8), row.Number(9)),
                row.Number(10),
                row.Number(11),
                regions(key),
                priorities(key),
                row.GetInt64(12),
                row.Number(13));
        }
    }

    private static IEnumerable<(int Approach, int Place, LatencyResult Result)> LatenciesOf(EventDatabase database)
    {
        var groups = database.ReadGroups(
            "SELECT number, place, measure, latency, hour FROM latencies ORDER BY number, place, measure, hour, invocation_index",
            row => (
                Key: (Approach: row.GetInt32(0), Place: row.GetInt32(1), Measure: (LatencyMeasure)row.GetInt32(2)),
                Row: (Latency: row.GetDouble(3), Hour: row.GetInt32(4))));
        foreach (var (key, rows) in groups)
        {
            var quantiles = QuantileEstimate.Of(
                [.. rows.Select(row => row.Latency)], [.. rows.Select(row => row.Hour)], 0.5, 0.9, 0.95, 0.99);
            yield return (
                key.Approach, key.Place, new(key.Measure, rows.Count, quantiles[0], quantiles[1], quantiles[2], quantiles[3]));
        }
    }
}
