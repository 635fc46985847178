using DuckDB.NET.Data;

namespace Loadgen.Analysis.Events;

/// <summary>Writes events with their runs, a row each: shared/Loadgen.Analysis/README.md has the columns.</summary>
public static class EventExport
{
    /// <summary>Writes them as Parquet, which <see cref="EventLogs"/> reads again.</summary>
    /// <param name="path">A file, which is replaced.</param>
    /// <exception cref="EventLogException">It cannot be written.</exception>
    public static void WriteParquet(EventDatabase database, string path) =>
        Write(database, path, QueryOf(database, column => column.Name), "FORMAT parquet, COMPRESSION zstd");

    /// <summary>Writes them as RFC 4180 has it, with a header, and times in ISO 8601.</summary>
    /// <inheritdoc cref="WriteParquet"/>
    public static void WriteCsv(EventDatabase database, string path) =>
        Write(database, path, QueryOf(database, InIso), "FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"'");

    private static void Write(EventDatabase database, string path, string query, string format)
    {
        try
        {
            database.Execute($"COPY ({query}) TO {SqlText.Quoted(path)} ({format})");
        }
        catch (DuckDBException e)
        {
            throw new EventLogException($"{path}: cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}).", e);
        }
    }

    private static string QueryOf(EventDatabase database, Func<(string Name, string Type), string> shown) => $"""
        SELECT {string.Join(", ", database.Read($"DESCRIBE {Rows(database)}", row => shown((row.GetString(0), row.GetString(1)))))}
        FROM ({Rows(database)})
        ORDER BY experiment_id, scenario, trace_hour_utc, run_id, scheduled_utc, event_id
        """;

    private static string Rows(EventDatabase database)
    {
        var ofRuns = StoredEvents.RunColumns(database).Select(column => $"runs.{column.Name} AS {StoredEvents.RunPrefix}{column.Name}");
        return $"""
            SELECT events.*, {string.Join(", ", ofRuns)}
            FROM events LEFT JOIN runs USING (experiment_id, scenario, trace_hour_utc, run_id)
            """;
    }

    private static string InIso((string Name, string Type) column) => column.Type is "TIMESTAMP"
        ? $"strftime({column.Name}, '%Y-%m-%dT%H:%M:%S.%gZ') AS {column.Name}"
        : column.Name;
}
