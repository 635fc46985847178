using System.Runtime.CompilerServices;
using Loadgen.Analysis.Plans;
using Loadgen.Cli.Logs;

namespace Loadgen.Cli.Verification;

/// <summary>Run logs among the machine's files.</summary>
internal static class LogFiles
{
    private static readonly string[] Endings = [LogEnding.Lines];

    /// <summary>Reads a file whatever its name, or all logs in a folder and the folders in it.</summary>
    /// <exception cref="UsageException">There is nothing, or it cannot be read.</exception>
    public static async IAsyncEnumerable<FoundLog> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var state = new StoredPlans(FindFileAsync);
        foreach (var file in FilePlace.FilesOf(path, Endings))
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
