namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Whether approaches that are compared differ in more than their scenario, in the hours that they share.</summary>
internal static class ConfigurationCheck
{
    // Columns of runs, never texts from elsewhere.
    private static readonly IReadOnlyList<(string Column, string Name, RemarkKind Kind, string Consequence)> Settings =
    [
        ("workload_sha256", "workloads", RemarkKind.Forbids, "their calls are not the same"),
        ("printf('%g', jitter_s)", "jitters (JITTER_S)", RemarkKind.Limits, "their calls were not made at the same instants"),
        ("printf('%g', timeout_s)", "timeouts (TIMEOUT_S)", RemarkKind.Limits, "slow calls succeed in one and fail in the other"),
        ("printf('%g', hold_max_s)", "limits of waiting (HOLD_MAX_S)", RemarkKind.Limits, "their lags may differ"),
        (
            "printf('%g', max_lateness_s)", "limits of lateness (MAX_LATENESS_S)", RemarkKind.Limits,
            "one may have skipped what the other sent late"
        ),
        ("loadgen_version", "versions of Loadgen", RemarkKind.Limits, "they may measure differently"),
        ("coalesce(clock, 'machine')", "clocks", RemarkKind.Limits, "one is a rehearsal"),
    ];

    public static IEnumerable<Remark> Of(CheckContext context) =>
        from pair in context.Compared
        from setting in Settings
        let found = Differing(context, pair.Approach, pair.Baseline, setting.Column)
        where found.Differing > 0
        select new Remark(
            setting.Kind,
            $"{Words.Name(pair.Approach.Label)} and {Words.Name(pair.Baseline.Label)} had different {setting.Name} in "
                + $"{Words.Number(found.Differing)} of the {Words.Count(found.Shared, "hour")} that both have, such as "
                + $"{Words.Name(found.Example)}: {setting.Consequence}.");

    private static (long Shared, long Differing, string Example) Differing(
        CheckContext context, Approach approach, Approach baseline, string column) => context.Database.Read(
        $"""
        WITH settings AS (
            SELECT approach, trace_hour_utc, {column} AS setting
            FROM runs JOIN chosen_runs USING (experiment_id, scenario, trace_hour_utc, run_id))
        SELECT count(*), count(*) FILTER (one.setting <> other.setting),
            coalesce(arg_min(left(one.setting, 12) || ' and ' || left(other.setting, 12), trace_hour_utc)
                FILTER (one.setting <> other.setting), '')
        FROM settings AS one JOIN settings AS other USING (trace_hour_utc)
        WHERE one.approach = $1 AND other.approach = $2
        """,
        row => (row.GetInt64(0), row.GetInt64(1), row.GetString(2)),
        approach.Label,
        baseline.Label)[0];
}
