using System.Globalization;
using Loadgen.Analysis.Events;
using Loadgen.Cli.Logs;
using Loadgen.Cli.Output;

namespace Loadgen.Cli.Exports;

/// <summary>The file of a table of events: Parquet or CSV, as its name says.</summary>
internal static class EventFile
{
    /// <summary>The option that names it.</summary>
    public const string Option = "--out";

    /// <summary>What its name may be, in words.</summary>
    public const string Allowed = "a file's name that ends in .parquet or .csv";

    private const string Csv = ".csv";

    /// <summary>Whether a name says which of them it is.</summary>
    public static bool IsName(string path) => Path.GetExtension(path).ToLowerInvariant() is LogEnding.Columns or Csv;

    /// <exception cref="UsageException">The file is one of those that are read.</exception>
    public static void RequireNoneOf(IEnumerable<LogFile> files, string path)
    {
        if (files.Any(file => Path.GetFullPath(file.Path) == Path.GetFullPath(path)))
            throw new UsageException($"{Option}: found '{path}', which is read; allowed: another file.");
    }

    /// <summary>Writes the events with their runs.</summary>
    /// <param name="overwrites">Whether it may replace a file.</param>
    /// <returns>What was written, in words.</returns>
    /// <exception cref="UsageException">There is no event, there is such a file already, or it cannot be written.</exception>
    public static string Write(Shell shell, EventDatabase database, string path, bool overwrites)
    {
        using var step = shell.Steps.Begin($"Writing {path}");
        var (events, runs) = database.Read(
            "SELECT count(*), count(DISTINCT (experiment_id, scenario, trace_hour_utc, run_id)) FROM events",
            row => (row.GetInt64(0), row.GetInt64(1)))[0];
        if (events == 0)
            throw new UsageException("LOG: found no event; allowed: logs with at least one.");

        var bytes = NewFile.Write(Option, path, overwrites, (string file) =>
        {
            if (Path.GetExtension(path).Equals(Csv, StringComparison.OrdinalIgnoreCase))
                EventExport.WriteCsv(database, file);
            else
                EventExport.WriteParquet(database, file);
            return new FileInfo(file).Length;
        });
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {events} {(events == 1 ? "event" : "events")} of {runs} {(runs == 1 ? "run" : "runs")}, {(bytes + 999) / 1000} kB.");
    }
}
