namespace Loadgen.Cli.Logs;

/// <summary>The machine's files, each by its path.</summary>
internal sealed class FileFolder : ILogFolder
{
    /// <inheritdoc/>
    public string ShownNameOf(string name) => name;

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken) =>
        TryAsync(name, async () =>
        {
            try
            {
                return (ReadOnlyMemory<byte>?)await File.ReadAllBytesAsync(name, cancellationToken);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
            {
                return null;
            }
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>?> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<IReadOnlyList<string>?>(
                Directory.Exists(prefix) ? [.. Directory.EnumerateFiles(prefix).Select(NameOf)] : []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<IReadOnlyList<string>?>(null);
        }
    }

    /// <inheritdoc/>
    public Task<long> LengthOfAsync(string name, CancellationToken cancellationToken) =>
        TryAsync(name, () => Task.FromResult(new FileInfo(name).Length));

    /// <inheritdoc/>
    public Task<bool> CopyAsync(string name, long from, Stream to, CancellationToken cancellationToken) => TryAsync(name, async () =>
    {
        try
        {
            await using var file = Open(name);
            file.Position = from;
            await file.CopyToAsync(to, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    });

    /// <summary>Opens a file that others may write or delete meanwhile.</summary>
    public static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>How many bytes a file has; none where there is no such file.</summary>
    public static long LengthOf(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>The name of a file, its parts separated by slashes.</summary>
    public static string NameOf(string path) => Path.GetFullPath(path).Replace('\\', '/');

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static async Task<T> TryAsync<T>(string name, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{name}: cannot be read ({e.Message}).", e);
        }
    }
}
