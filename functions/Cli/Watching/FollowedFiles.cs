using Loadgen.Cli.Logs;

namespace Loadgen.Cli.Watching;

/// <summary>Logs among the machine's files.</summary>
/// <param name="path">A file or a folder.</param>
internal sealed class FollowedFiles(string path) : ILogPlace
{
    private readonly FileFolder _folder = new();

    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public bool IsOneLog { get; } = File.Exists(path);

    /// <inheritdoc/>
    public TimeSpan Pause => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public TimeSpan LongPause => Pause;

    /// <inheritdoc/>
    public bool IsOnMachineClock => true;

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogState>> ListAsync(CancellationToken cancellationToken) => FileFolder.TryAsync(path, () =>
    {
        if (!IsOneLog && !Directory.Exists(path))
            throw new UsageException(FilePlace.Nothing(path));
        IEnumerable<string> files = IsOneLog
            ? [path]
            : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => LogEnding.IsOne(file, [LogEnding.Lines]));
        return Task.FromResult<IReadOnlyList<LogState>>([.. files.Select(Look)]);
    });

    /// <inheritdoc/>
    public Task<LogState> LookAsync(LogState log, CancellationToken cancellationToken) =>
        FileFolder.TryAsync(log.Name, () => Task.FromResult(Look(log.Name)));

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReadAsync(LogState log, long from, int count, CancellationToken cancellationToken) =>
        FileFolder.TryAsync<ReadOnlyMemory<byte>>(log.Name, async () =>
        {
            await using var file = FileFolder.Open(log.Name);
            file.Position = from;
            var content = new byte[count];
            await file.ReadExactlyAsync(content, cancellationToken);
            return content;
        });

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> FindStateAsync(string name, CancellationToken cancellationToken) =>
        _folder.FindAsync(name, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>?> ListStateAsync(string prefix, CancellationToken cancellationToken) =>
        _folder.ListAsync(prefix, cancellationToken);

    public void Dispose()
    {
    }

    private static LogState Look(string file)
    {
        var info = new FileInfo(file);
        return new(file, FileFolder.NameOf(file), info.Length, new(info.LastWriteTimeUtc));
    }
}
