using System.Runtime.CompilerServices;
using Loadgen.Cli.Logs;

namespace Loadgen.Cli.Verification;

/// <summary>Finds run logs. What has been read of one in Cloud Storage is kept, and only what is new is read of it the next time.</summary>
internal sealed class FoundLogs(Shell shell) : IDisposable
{
    private static readonly string[] Endings = [LogEnding.Lines];

    private readonly LogViews _views = new(shell);
    private readonly FileFolder _files = new();
    private readonly Dictionary<string, ObjectPlace> _places = new(StringComparer.Ordinal);

    /// <summary>Reads a file or an object whatever its name, or all logs in a folder or, with a slash at the end, under a prefix.</summary>
    /// <exception cref="UsageException">There is nothing, or it cannot be read.</exception>
    public IAsyncEnumerable<FoundLog> ReadAsync(string place, CancellationToken cancellationToken) =>
        ObjectPlace.IsOne(place) ? ReadObjectsAsync(place, cancellationToken) : ReadFilesAsync(place, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _views.Dispose();
        foreach (var place in _places.Values)
            place.Dispose();
    }

    private async IAsyncEnumerable<FoundLog> ReadFilesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in FilePlace.FilesOf(path, Endings))
        {
            // Before it is read: it may grow meanwhile.
            var changed = ChangedAt(file);
            var view = await _views.ReadFileAsync(_files, file, cancellationToken);
            yield return new(view, _views.PlansIn(_files), FileFolder.NameOf(file))
            {
                ChangedAt = view.Shards.Select(shard => ChangedAt(shard.Name)).Append(changed).Max(),
            };
        }
    }

    private static DateTimeOffset ChangedAt(string path) => new(File.GetLastWriteTimeUtc(path));

    private async IAsyncEnumerable<FoundLog> ReadObjectsAsync(string url, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_places.TryGetValue(url, out var place))
            place = _places[url] = await ObjectPlace.OpenAsync(url, shell, cancellationToken);
        foreach (var name in await place.ListAsync(Endings, cancellationToken))
            yield return new(await _views.ReadObjectAsync(place, name, cancellationToken), _views.PlansIn(place), name);
    }
}
