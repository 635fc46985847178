using System.Runtime.CompilerServices;
using Loadgen.Analysis.Plans;

namespace Loadgen.Cli.Verification;

/// <summary>Run logs among the machine's files.</summary>
internal static class LogFiles
{
    /// <summary>What run logs' names end in.</summary>
    public const string Extension = ".jsonl";

    /// <summary>Reads a file whatever its name, or all logs in a folder and the folders in it.</summary>
    /// <exception cref="UsageException">There is nothing, or it cannot be read.</exception>
    public static async IAsyncEnumerable<FoundLog> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var state = new StoredPlans(FindFileAsync);
        foreach (var file in FilesOf(path))
        {
            // Before it is read: it may grow meanwhile.
            var changed = new DateTimeOffset(File.GetLastWriteTimeUtc(file));
            yield return new(file, await ReadFileAsync(file, cancellationToken))
            {
                ChangedAt = changed,
                State = state,
                StateName = Path.GetFullPath(file).Replace('\\', '/'),
            };
        }
    }

    private static IReadOnlyList<string> FilesOf(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
        {
            throw new UsageException(
                $"{path}: there is no such file or folder; allowed: run logs, folders of them, gs://bucket/object, gs://bucket/prefix/.");
        }

        var files = Directory.EnumerateFiles(path, "*" + Extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new UsageException($"{path}: no run log (*{Extension}) lies in this folder.");
    }

    private static async Task<ReadOnlyMemory<byte>?> FindFileAsync(string file, CancellationToken cancellationToken) =>
        File.Exists(file) ? (ReadOnlyMemory<byte>?)await ReadFileAsync(file, cancellationToken) : null;

    private static async Task<byte[]> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: cannot be read ({e.Message}).", e);
        }
    }
}
