namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Whether a function that is not dispatched went to the same place all the time.</summary>
internal static class RegionCheck
{
    public static IEnumerable<Remark> Of(CheckContext context) => context.Database.Read(
        """
        SELECT approach, list(function_id ORDER BY function_id)
        FROM (
            SELECT approach, function_id FROM calls WHERE was_sent AND region_source IS NOT NULL
            -- What a rehearsal hosts itself listens at another port each time.
            GROUP BY approach, function_id
            HAVING count(DISTINCT CASE WHEN coalesce(clock, 'machine') = 'machine' THEN url ELSE region END) > 1)
        GROUP BY approach ORDER BY approach
        """,
        row => new Remark(
            RemarkKind.Limits,
            $"{Words.Name(row.GetString(0))} called {Words.List([.. ((List<string>)row.GetValue(1)).Select(Words.Name)])} at several URLs: "
                + "FUNCTION_URLS_JSON or FIXED_REGION changed over its hours."));
}
