namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Whether each planned event has its one line.</summary>
internal static class CompletenessCheck
{
    public static IEnumerable<Remark> Of(CheckContext context)
    {
        foreach (var coverage in context.Coverage)
        {
            var name = Words.Name(coverage.Approach.Label);
            if (coverage.Planned > coverage.Stored)
            {
                yield return new(
                    RemarkKind.Limits,
                    $"{Words.Number(coverage.Planned.Value - coverage.Stored)} of {name}'s "
                        + $"{Words.Count(coverage.Planned.Value, "planned event")} have no line.");
            }
            else if (coverage.Planned < coverage.Stored)
            {
                yield return new(
                    RemarkKind.Limits,
                    $"{name} has {Words.Count(coverage.Stored, "event")}, and planned {Words.Number(coverage.Planned.Value)}: some are "
                        + "not its own.");
            }

            if (coverage.Duplicates > 0)
            {
                yield return new(
                    RemarkKind.Limits,
                    $"{name} has {Words.Count(coverage.Duplicates, "line")} too many: an event counts once; `loadgen verify` says which.");
            }
        }

        foreach (var remark in context.Database.Read(
            """
            SELECT approach, count(*) FILTER (NOT is_complete), count(*)
            FROM runs JOIN chosen_runs USING (experiment_id, scenario, trace_hour_utc, run_id) WHERE NOT is_original
            GROUP BY approach HAVING count(*) FILTER (NOT is_complete) > 0 ORDER BY approach
            """,
            row => new Remark(
                RemarkKind.Limits,
                $"{Words.Number(row.GetInt64(1))} of {Words.Name(row.GetString(0))}'s {Words.Count(row.GetInt64(2), "run")} did not end, "
                    + "or not yet.")))
        {
            yield return remark;
        }
    }
}
