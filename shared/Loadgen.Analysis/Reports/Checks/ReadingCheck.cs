namespace Loadgen.Analysis.Reports.Checks;

/// <summary>What of the logs could not be read.</summary>
internal static class ReadingCheck
{
    public static IEnumerable<Remark> Of(CheckContext context) => context.Database.Read(
        """
        SELECT reason, count(*), count(DISTINCT log), arg_min(log || coalesce(':' || line, ''), (log, line))
        FROM problems GROUP BY reason ORDER BY count(*) DESC, reason
        """,
        row => new Remark(
            RemarkKind.Limits,
            $"{Words.Count(row.GetInt64(1), "line")} in {Words.Count(row.GetInt64(2), "log")} could not be read, the first at "
                + $"{Words.Name(row.GetString(3))}: {Words.Name(row.GetString(0)).TrimEnd('.')}."));
}
