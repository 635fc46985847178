using DuckDB.NET.Data;

namespace Loadgen.Analysis.Events;

/// <summary>Events in columns, as <see cref="EventExport"/> writes them: each row has its run's columns as well.</summary>
internal static class StoredEvents
{
    /// <summary>What columns of runs begin with among those of events.</summary>
    public const string RunPrefix = "run_";

    private static readonly string[] Identity = ["experiment_id", "scenario", "trace_hour_utc", "run_id"];

    private static readonly string[] Required =
        [.. Identity, "event_id", "function_id", "invocation_index", "outcome", "log", "copies"];

    /// <summary>The columns of runs that identify none.</summary>
    public static IEnumerable<(string Name, string Type)> RunColumns(EventDatabase database) =>
        ColumnsOf(database, "runs").Where(column => !Identity.Contains(column.Name));

    /// <summary>Adds a file's events, in place of the lines that they were made of where those are given too, and its runs.</summary>
    public static void Read(EventDatabase database, LogFile file)
    {
        try
        {
            var source = $"read_parquet({SqlText.Files([Path.GetFullPath(file.Path)])})";
            var there = ColumnsOf(database, source).Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
            if (Array.Find(Required, name => !there.Contains(name)) is { } missing)
                AddProblem(database, file, $"there is no column '{missing}'; allowed: what loadgen export wrote");
            else
                Read(database, source, there);
        }
        catch (DuckDBException e)
        {
            AddProblem(database, file, $"not read as Parquet ({e.Message.ReplaceLineEndings(" ")})");
        }
    }

    private static void Read(EventDatabase database, string source, HashSet<string> there)
    {
        var all = new[] { ("", ColumnsOf(database, "events")), (RunPrefix, RunColumns(database)) }
            .SelectMany(part => part.Item2.Select(column => (Name: part.Item1 + column.Name, column.Type)))
            .Select(column => there.Contains(column.Name)
                ? $"TRY_CAST({column.Name} AS {column.Type}) AS {column.Name}"
                : $"NULL::{column.Type} AS {column.Name}");
        var ofRuns = string.Join(", ", RunColumns(database).Where(column => column.Name is not "is_complete").Select(Renamed));
        var isThere = string.Join(" AND ", Required.Select(name => $"{name} IS NOT NULL"));
        database.Execute($"""
            CREATE OR REPLACE TEMP TABLE stored AS SELECT * FROM (SELECT {string.Join(", ", all)} FROM {source}) WHERE {isThere};
            DELETE FROM events USING stored WHERE events.event_id = stored.event_id AND events.run_id = stored.run_id
                AND events.log = stored.log AND events.scenario = stored.scenario AND events.experiment_id = stored.experiment_id;
            INSERT INTO events BY NAME SELECT {string.Join(", ", ColumnsOf(database, "events").Select(column => column.Name))} FROM stored;
            INSERT INTO run_lines BY NAME
            SELECT DISTINCT {string.Join(", ", Identity)}, {ofRuns}, is_complete
            FROM stored, (VALUES (false), (true)) AS lines (is_complete)
            WHERE run_log IS NOT NULL AND run_is_original IS NOT NULL AND (run_is_complete OR NOT is_complete);
            DROP TABLE stored;
            """);
        database.Execute(EventSql.RemoveStrangers);

        static string Renamed((string Name, string Type) column) => $"{RunPrefix}{column.Name} AS {column.Name}";
    }

    private static IReadOnlyList<(string Name, string Type)> ColumnsOf(EventDatabase database, string source) =>
        database.Read($"DESCRIBE SELECT * FROM {source}", row => (row.GetString(0), row.GetString(1)));

    private static void AddProblem(EventDatabase database, LogFile file, string reason) =>
        database.Execute("INSERT INTO problems VALUES ($1, NULL, $2)", file.Name, reason);
}
