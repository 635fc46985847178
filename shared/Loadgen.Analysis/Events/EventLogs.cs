using System.Globalization;
using DuckDB.NET.Data;

namespace Loadgen.Analysis.Events;

/// <summary>Reads run logs, ours and those of the original job, into a database.</summary>
public static class EventLogs
{
    /// <summary>So many are read by one query, whose text has all their names.</summary>
    private const int FilesAtOnce = 500;

    /// <summary>Logs of more bytes are read into tables that are on disk.</summary>
    private const long Large = 64_000_000;

    /// <inheritdoc cref="Load(EventDatabase, IReadOnlyList{LogFile}, Action{long}, CancellationToken)"/>
    public static void Load(EventDatabase database, IReadOnlyList<LogFile> files, CancellationToken cancellationToken) =>
        Load(database, files, readBytes: null, cancellationToken);

    /// <summary>
    /// Fills an empty database with the logs' events, runs and problems. Whatever a log holds, the others are read, and what was
    /// not read is among the problems. A log that is given twice is read once.
    /// </summary>
    /// <param name="readBytes">Told from any thread how many bytes more of the lines were read; the tables come after that.</param>
    /// <exception cref="EventLogException">A file cannot be read at all, or memory does not suffice.</exception>
    public static void Load(
        EventDatabase database, IReadOnlyList<LogFile> files, Action<long>? readBytes, CancellationToken cancellationToken)
    {
        try
        {
            var logs = files.DistinctBy(file => Path.GetFullPath(file.Path), StringComparer.Ordinal).ToList();
            if (logs.Sum(SizeOf) > Large)
                database.MoveToDisk();
            database.Execute(EventSql.Prepare);
            foreach (var some in logs.Where(file => !file.IsParquet).Chunk(FilesAtOnce))
                Read(database, Scan(some, readBytes, cancellationToken), cancellationToken);
            foreach (var file in logs.Where(file => file.IsParquet))
                StoredEvents.Read(database, file);
            database.Execute(EventSql.TellOriginalRunsApart);
            database.Execute(EventSql.RemoveCopies);
            database.Execute(EventSql.FillRuns);
        }
        catch (DuckDBException e)
        {
            throw new EventLogException($"The logs cannot be read ({e.Message.ReplaceLineEndings(" ")}).", e);
        }
    }

    private static long SizeOf(LogFile file) => File.Exists(file.Path) ? new FileInfo(file.Path).Length : 0;

    private static List<LogScan> Scan(IEnumerable<LogFile> files, Action<long>? readBytes, CancellationToken cancellationToken)
    {
        try
        {
            return
            [
                .. files.AsParallel().AsOrdered()
                    .WithDegreeOfParallelism(EventDatabase.Threads)
                    .WithCancellation(cancellationToken)
                    .Select(file => LogScan.Of(file, readBytes, cancellationToken)),
            ];
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<EventLogException>().FirstOrDefault() is { } first)
        {
            throw new EventLogException(first.Message, first);
        }
    }

    private static void Read(EventDatabase database, List<LogScan> scans, CancellationToken cancellationToken)
    {
        ReadEvents(database, scans.FindAll(scan => scan.Events > 0), cancellationToken);
        database.Execute(EventSql.RemoveStrangers);
        RunLines.AddTo(database, scans);
        var read = database
            .Read(EventSql.CountByLog, row => (Log: row.GetString(0), Events: row.GetInt64(1), Wrong: row.GetInt64(2)))
            .ToDictionary(count => count.Log, StringComparer.Ordinal);
        foreach (var scan in scans)
        {
            var (_, events, wrong) = read.GetValueOrDefault(scan.File.Name);
            if (events < scan.Events || wrong > 0)
                scan.Examine(scan.Events - events, cancellationToken);
            scan.Problems.AddTo(database);
        }

        database.Execute(EventSql.ForgetWrongOnes);
    }

    private static void ReadEvents(EventDatabase database, List<LogScan> scans, CancellationToken cancellationToken)
    {
        if (scans.Count == 0)
            return;

        try
        {
            InsertEvents(database, scans, scan => scan.IsClean, cancellationToken);
        }
        catch (DuckDBException)
        {
            // It reads on beyond the end of a line that is the beginning of JSON. Nothing of the kind is in copies.
            InsertEvents(database, scans, _ => false, cancellationToken);
        }
    }

    private static void InsertEvents(
        EventDatabase database, List<LogScan> scans, Predicate<LogScan> isReadAsItIs, CancellationToken cancellationToken)
    {
        var copies = new List<string>();
        var paths = new List<string>();
        database.Execute("DELETE FROM log_files");
        foreach (var scan in scans)
        {
            var path = Path.GetFullPath(scan.File.Path);
            if (!isReadAsItIs(scan))
            {
                path = Path.Combine(database.Folder, string.Create(CultureInfo.InvariantCulture, $"{copies.Count}.jsonl"));
                copies.Add(path);
                Copy(scan, path, cancellationToken);
            }

            paths.Add(path);
            database.Execute("INSERT INTO log_files VALUES ($1, $2, $3)", path, scan.File.Name, scan.IsOriginal);
        }

        database.Execute(EventSql.InsertEvents(LineSql.Read(paths, scans.Max(scan => scan.Longest))));
        copies.ForEach(File.Delete);
    }

    private static void Copy(LogScan scan, string path, CancellationToken cancellationToken)
    {
        using var copy = File.Create(path);
        foreach (var line in scan.EventLines(cancellationToken))
        {
            copy.Write(line.Utf8.Span);
            copy.WriteByte((byte)'\n');
        }
    }
}
