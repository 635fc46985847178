using System.Data.Common;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>What there is of each approach.</summary>
internal static class Coverage
{
    public static IReadOnlyList<ApproachCoverage> Of(EventDatabase database, IReadOnlyList<Approach> approaches)
    {
        var outcomes = Texts(database, """
            SELECT approach, outcome, count(*) FROM chosen GROUP BY ALL ORDER BY count(*) DESC, outcome
            """);
        var clocks = Texts(database, """
            SELECT approach,
                coalesce(clock, 'machine') || CASE WHEN coalesce(clock_speed, 1) = 1 THEN '' ELSE printf(' %g×', clock_speed) END AS clock,
                count(*)
            FROM runs JOIN chosen_runs USING (experiment_id, scenario, trace_hour_utc, run_id) GROUP BY ALL ORDER BY count(*) DESC, clock
            """);
        var hours = database.Read(
            "SELECT approach, trace_hour_utc FROM chosen_runs ORDER BY trace_hour_utc",
            row => (Approach: row.GetString(0), Hour: row.GetDateTime(1))).ToLookup(row => row.Approach, row => row.Hour);
        var runs = database.Read(
            """
            SELECT approach, count(*), CASE WHEN count(planned) = count(*) THEN sum(planned)::BIGINT END
            FROM runs JOIN chosen_runs USING (experiment_id, scenario, trace_hour_utc, run_id) GROUP BY approach
            """,
            row => (Approach: row.GetString(0), Runs: row.GetInt64(1), Planned: row.IsDBNull(2) ? (long?)null : row.GetInt64(2)))
            .ToDictionary(row => row.Approach);
        var events = database.Read(
            """
            SELECT approach, count(*), sum(copies - 1)::BIGINT, quantile_cont(lag, 0.5), quantile_cont(lag, 0.99), max(lag)
            FROM (SELECT *, CASE WHEN was_sent AND is_measured THEN start_lag_ms END AS lag FROM calls) GROUP BY approach
            """,
            EventCounts.Read).ToDictionary(row => row.Approach);
        return [.. approaches.Select(CoverageOf)];

        ApproachCoverage CoverageOf(Approach approach)
        {
            var (run, count) = (runs[approach.Label], events.GetValueOrDefault(approach.Label));
            return new(
                approach,
                (int)run.Runs,
                hours[approach.Label].Count(),
                run.Planned,
                count?.Stored ?? 0,
                count?.Duplicates ?? 0,
                [.. outcomes[approach.Label]],
                MissingHours.Of([.. hours[approach.Label]], [.. OthersOf(approach).SelectMany(other => hours[other.Label])]),
                count?.LagMedian,
                count?.LagP99,
                count?.LagMax,
                [.. clocks[approach.Label].Select(clock => clock.Key)]);
        }

        IEnumerable<Approach> OthersOf(Approach approach) =>
            approaches.Where(other => other != approach && other.ExperimentId == approach.ExperimentId);
    }

    private static ILookup<string, KeyValuePair<string, long>> Texts(EventDatabase database, string sql) => database.Read(
        sql, row => (Approach: row.GetString(0), Count: KeyValuePair.Create(row.GetString(1), row.GetInt64(2))))
        .ToLookup(row => row.Approach, row => row.Count);

    private sealed record EventCounts(
        string Approach, long Stored, long Duplicates, double? LagMedian, double? LagP99, double? LagMax)
    {
        public static EventCounts Read(DbDataReader row) => new(
            row.GetString(0),
            row.GetInt64(1),
            row.GetInt64(2),
            row.Number(3),
            row.Number(4),
            row.Number(5));
    }
}
