using DuckDB.NET.Data;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Correlation;

/// <summary>Joins what was sent with what the functions and the dispatcher logged of it.</summary>
public static class FunctionLogs
{
    /// <summary>
    /// Fills the columns of <c>events</c> that the functions' and the dispatcher's logs know. Files that cannot be read, and lines that
    /// are broken, go to <c>problems</c>.
    /// </summary>
    /// <param name="functions">
    /// Logs of functions; a dispatcher's lines among them are told by its name, <c>dispatcher</c>. A log that is given twice is read once.
    /// </param>
    /// <param name="dispatchers">Logs of dispatchers, whose lines need no name.</param>
    /// <exception cref="EventLogException">Memory does not suffice.</exception>
    public static JoinedLogs Join(
        EventDatabase database, IReadOnlyList<LogFile> functions, IReadOnlyList<LogFile> dispatchers, CancellationToken cancellationToken)
    {
        try
        {
            Read(database, functions, dispatchers, cancellationToken);
            var ambiguous = LineMatching.Match(database, cancellationToken);
            EventColumns.Fill(database, cancellationToken);
            var joined = Count(database, ambiguous);
            database.Execute(LineTable.Removal);
            return joined;
        }
        catch (DuckDBException e)
        {
            throw new EventLogException($"The functions' logs cannot be joined ({e.Message.ReplaceLineEndings(" ")}).", e);
        }
    }

    private static void Read(
        EventDatabase database, IReadOnlyList<LogFile> functions, IReadOnlyList<LogFile> dispatchers, CancellationToken cancellationToken)
    {
        database.Execute(LineTable.Definition);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var reader = new LineReader(database);
        reader.Read([.. functions.Where(IsNew)], isDispatcher: false, cancellationToken);
        reader.Read([.. dispatchers.Where(IsNew)], isDispatcher: true, cancellationToken);

        // What was downloaded twice has one name, and what lies here one path.
        bool IsNew(LogFile file) => names.Add(file.Name) & paths.Add(Path.GetFullPath(file.Path));
    }

    private static JoinedLogs Count(EventDatabase database, long ambiguous)
    {
        var (functions, dispatchers) = database.Read(
            "SELECT count(*) FILTER (NOT is_dispatcher), count(*) FILTER (is_dispatcher) FROM function_lines",
            row => (row.GetInt64(0), row.GetInt64(1)))[0];
        var withoutCall = database.Read(
            """
            SELECT coalesce(function_id, ''), count(*) FROM function_lines ANTI JOIN joined_lines ON function_lines.rowid = line
            WHERE NOT is_dispatcher GROUP BY 1 ORDER BY 2 DESC, 1
            """,
            row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)));
        return new(functions, dispatchers, withoutCall, ambiguous);
    }
}

/// <summary>What was read and joined.</summary>
/// <param name="Functions">Logs of calls of functions.</param>
/// <param name="Dispatchers">Logs of calls of a dispatcher.</param>
/// <param name="WithoutCall">By function, the logs of calls that no event made; the most frequent first.</param>
/// <param name="Ambiguous">Logs that fit several events equally well. They are joined to none.</param>
public sealed record JoinedLogs(
    long Functions, long Dispatchers, IReadOnlyList<KeyValuePair<string, long>> WithoutCall, long Ambiguous)
{
    /// <summary>All logs of calls that no event made.</summary>
    public long LogsWithoutCall => WithoutCall.Sum(function => function.Value);
}
