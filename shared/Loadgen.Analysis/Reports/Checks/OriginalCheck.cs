namespace Loadgen.Analysis.Reports.Checks;

/// <summary>What logs of the job that Loadgen began as do not say.</summary>
internal static class OriginalCheck
{
    public static IEnumerable<Remark> Of(CheckContext context) => context.Database.Read(
        """
        SELECT list(DISTINCT approach ORDER BY approach)
        FROM runs JOIN chosen_runs USING (experiment_id, scenario, trace_hour_utc, run_id) WHERE is_original HAVING count(*) > 0
        """,
        row => new Remark(
            RemarkKind.Note,
            $"Logs of the original job, of {Words.List([.. ((List<string>)row.GetValue(0)).Select(Words.Name)])}, have times to the "
                + "second, so that their lag is not known, and do not say workload, timeout and version."));
}
