namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Whether times are measurements.</summary>
internal static class ClockCheck
{
    public static IEnumerable<Remark> Of(CheckContext context)
    {
        var rows = context.Database.Read(
            """
            SELECT coalesce(clock_speed, 1), count(*), (SELECT count(*) FROM chosen_runs)
            FROM runs JOIN chosen_runs USING (experiment_id, scenario, trace_hour_utc, run_id)
            WHERE coalesce(clock, 'machine') <> 'machine' OR coalesce(clock_speed, 1) <> 1
            GROUP BY coalesce(clock_speed, 1) = 1, coalesce(clock_speed, 1) ORDER BY ALL
            """,
            row => (Speed: row.GetDouble(0), Runs: row.GetInt64(1), All: row.GetInt64(2)));
        foreach (var (speed, runs, all) in rows)
        {
            var which = runs == all ? "" : $"{Words.Number(runs)} of {Words.Count(all, "run")}: ";
            yield return speed == 1
                ? new(RemarkKind.Limits, $"{which}a rehearsal: durations are true, dates are not; nothing follows from when a call ran.")
                : new(
                    RemarkKind.Forbids,
                    FormattableString.Invariant($"{which}a rehearsal at {speed:0.###}×: its times are no measurements; ")
                        + "its latencies are left out.");
        }
    }
}
