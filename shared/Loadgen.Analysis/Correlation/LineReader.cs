using DuckDB.NET.Data;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Correlation;

/// <summary>
/// Reads logs into <c>function_lines</c>: JSON objects, one a line, among whatever else a program prints; or one JSON array, as
/// <c>gcloud logging read --format=json</c> prints it.
/// </summary>
internal sealed class LineReader(EventDatabase database)
{
    // One file that is missing or unreadable fails its whole batch, which is then read file by file.
    private const int BatchSize = 500;

    /// <summary>Reads all that can be read; the rest is told in <c>problems</c>.</summary>
    /// <param name="isDispatcher">Whether every line is the dispatcher's.</param>
    public void Read(IReadOnlyList<LogFile> files, bool isDispatcher, CancellationToken cancellationToken)
    {
        database.Execute(FunctionLineSql.Macros);
        foreach (var batch in files.Where(CanBeOpened).GroupBy(file => IsArray(file.Path)).SelectMany(kind => kind.Chunk(BatchSize)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryRead(batch, isDispatcher) is null)
                continue;
            foreach (var file in batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (TryRead([file], isDispatcher) is { } problem)
                    Tell(file, problem);
            }
        }

        database.Execute(FunctionLineSql.TellBroken);
    }

    /// <returns>What is wrong; <see langword="null"/> where nothing is.</returns>
    private string? TryRead(LogFile[] files, bool isDispatcher)
    {
        database.Execute("CREATE OR REPLACE TABLE log_names (path VARCHAR, name VARCHAR)");
        foreach (var file in files)
            database.Execute("INSERT INTO log_names VALUES ($1, $2)", FullPath(file), file.Name);
        try
        {
            var paths = files.Select(FullPath);
            database.Execute(
                IsArray(files[0].Path) ? FunctionLineSql.InsertArrays(paths) : FunctionLineSql.InsertLines(paths), isDispatcher);
            return null;
        }
        catch (DuckDBException e)
        {
            return e.Message.Split('\n')[0];
        }
        finally
        {
            database.Execute("DROP TABLE log_names");
        }
    }

    private bool CanBeOpened(LogFile file)
    {
        try
        {
            using var stream = File.OpenRead(file.Path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell(file, $"cannot be read ({e.Message})");
            return false;
        }
    }

    private void Tell(LogFile file, string problem) => database.Execute("INSERT INTO problems VALUES ($1, NULL, $2)", file.Name, problem);

    // A line of text may begin with a bracket, too; an array of log entries goes on with an entry, or ends.
    private static bool IsArray(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[1024];
        var text = start.AsSpan(0, reader.ReadBlock(start)).TrimStart();
        return text is ['[', ..] && text[1..].TrimStart() is ['{' or ']', ..];
    }

    private static string FullPath(LogFile file) => Path.GetFullPath(file.Path);
}
