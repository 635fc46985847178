namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Whether there was anything but dry runs.</summary>
internal static class DryRunCheck
{
    public static IEnumerable<Remark> Of(CheckContext context) => context.Database.Read(
        """
        SELECT approach, count(*) FILTER (dry_run), count(*)
        FROM runs JOIN chosen_runs USING (experiment_id, scenario, trace_hour_utc, run_id)
        GROUP BY approach HAVING count(*) FILTER (dry_run) > 0 ORDER BY approach
        """,
        row => RemarkOf(Words.Name(row.GetString(0)), row.GetInt64(1), row.GetInt64(2)));

    private static Remark RemarkOf(string approach, long dry, long all) => dry == all
        ? new(RemarkKind.Forbids, $"{approach} has only dry runs: nothing was called.")
        : new(RemarkKind.Limits, $"{approach} has only dry runs in {Words.Number(dry)} of {Words.Count(all, "hour")}.");
}
