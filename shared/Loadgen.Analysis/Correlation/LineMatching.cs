using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Correlation;

/// <summary>Finds the event of each line.</summary>
internal static class LineMatching
{
    private const string ByTrace = """
        INSERT INTO joined_lines
        SELECT l.rowid, arg_max(e.rowid, coalesce((l.event_id = e.event_id)::INTEGER, 0))
        FROM function_lines l JOIN events e ON l.trace_id = e.trace_id
        GROUP BY l.rowid;
        """;

    private const string ByRun = "l.run_id = e.run_id";

    // The original's lines are cut to seconds, and its functions' logs may not be.
    private const string BySending = """
        date_trunc('second', l.sent_utc) = date_trunc('second', e.sent_utc) AND coalesce(l.run_id = e.run_id, true)
            AND (l.sent_utc = e.sent_utc OR date_trunc('second', l.sent_utc) = l.sent_utc OR date_trunc('second', e.sent_utc) = e.sent_utc)
        """;

    /// <summary>Fills <c>joined_lines</c>: by trace, else by run and event, else by event and the time of sending.</summary>
    /// <returns>How many lines fit several events equally well.</returns>
    public static long Match(EventDatabase database, CancellationToken cancellationToken)
    {
        database.Execute(ByTrace);
        cancellationToken.ThrowIfCancellationRequested();
        var ambiguous = MatchEvents(database, ByRun);
        cancellationToken.ThrowIfCancellationRequested();
        return ambiguous + MatchEvents(database, BySending);
    }

    /// <summary>
    /// An event ID is the same in every scenario and, in the original, so is the time: where the line does not name its scenario, its
    /// region may tell them apart.
    /// </summary>
    private static long MatchEvents(EventDatabase database, string condition)
    {
        database.Execute($"""
            CREATE OR REPLACE TABLE candidates AS
            SELECT l.rowid AS line, e.rowid AS event,
                2 * coalesce((l.sent_utc = e.sent_utc)::INTEGER, 0) + coalesce((l.region = e.region)::INTEGER, 0) AS fit
            FROM function_lines l ANTI JOIN joined_lines ON l.rowid = line JOIN events e ON l.event_id = e.event_id
            WHERE {condition} AND coalesce(l.scenario = e.scenario, true) AND coalesce(l.experiment_id = e.experiment_id, true);
            INSERT INTO joined_lines
            SELECT line, arg_max(event, fit) FROM candidates GROUP BY line
            HAVING len(max(fit, 2)) = 1 OR max(fit, 2)[1] > max(fit, 2)[2];
            """);
        var ambiguous = database.Read(
            "SELECT count(DISTINCT line) FROM candidates ANTI JOIN joined_lines USING (line)", row => row.GetInt64(0))[0];
        database.Execute("DROP TABLE candidates");
        return ambiguous;
    }
}
