namespace Loadgen.Analysis.Reports.Checks;

/// <summary>What was left out.</summary>
internal static class ChoiceCheck
{
    public static IEnumerable<Remark> Of(CheckContext context)
    {
        var (runs, chosen, functions, shown) = context.Database.Read(
            """
            SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM chosen_runs),
                (SELECT count(DISTINCT function_id) FROM chosen), (SELECT count(*) FROM shown)
            """,
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)))[0];
        if (runs > chosen)
        {
            yield return new(
                RemarkKind.Note,
                $"{Words.Number(runs - chosen)} of {Words.Count(runs, "run")} are left out: an hour counts once, by its first run that is "
                    + "no dry run, or by the one that --run names.");
        }

        if (functions > shown)
        {
            yield return new(
                RemarkKind.Note,
                $"Of {Words.Count(functions, "function")} the {Words.Number(shown)} with the most events are shown and compared; "
                    + "`loadgen export` has all.");
        }
    }
}
