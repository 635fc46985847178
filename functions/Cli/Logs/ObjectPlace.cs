using System.Net;
using Google;
using Google.Cloud.Storage.V1;
using Loadgen.Cli.Variables;
using Loadgen.Cloud.Storage;
using Loadgen.Configuration;

namespace Loadgen.Cli.Logs;

/// <summary>Where logs lie in Cloud Storage, or in the emulator that <c>STORAGE_EMULATOR_HOST</c> names.</summary>
internal sealed class ObjectPlace : IDisposable
{
    /// <summary>What URLs of objects begin with.</summary>
    public const string Scheme = "gs://";

    private readonly StorageClient _client;
    private readonly string _url;
    private readonly string _bucket;
    private readonly string _path;

    private ObjectPlace(StorageClient client, string url, string bucket, string path) =>
        (_client, _url, _bucket, _path) = (client, url, bucket, path);

    /// <summary>Whether a place is there, and not among the machine's files.</summary>
    public static bool IsOne(string place) => place.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>Connects as the operator's environment says.</summary>
    /// <exception cref="UsageException">The URL is none, or Cloud Storage cannot be asked.</exception>
    public static Task<ObjectPlace> OpenAsync(string url, Shell shell, CancellationToken cancellationToken) => OpenAsync(
        url, () => StorageClients.For(StorageAddress.Of(shell.Variable(StorageEmulator.Variable))).BuildAsync(cancellationToken));

    /// <inheritdoc cref="OpenAsync(string, Shell, CancellationToken)"/>
    public static async Task<ObjectPlace> OpenAsync(string url, Func<Task<StorageClient>> connect)
    {
        var (bucket, path) = Split(url);
        return new(await AskAsync(url, connect), url, bucket, path);
    }

    /// <summary>What a URL names; the path is empty where that is all of a bucket.</summary>
    /// <exception cref="UsageException">It names no bucket.</exception>
    public static (string Bucket, string Path) Split(string url) =>
        url[Scheme.Length..].Split('/', 2) is [{ Length: > 0 } bucket, .. var rest]
            ? (bucket, rest is [var path] ? path : "")
            : throw new UsageException($"{url}: is no place for logs; allowed: gs://bucket/object, gs://bucket/prefix/.");

    /// <summary>An object whatever its name, or with a slash at the end all logs under a prefix.</summary>
    /// <exception cref="UsageException">There is nothing, or Cloud Storage cannot be asked.</exception>
    public Task<IReadOnlyList<string>> ListAsync(IReadOnlyList<string> endings, CancellationToken cancellationToken) =>
        AskAsync(_url, async () =>
        {
            if (_path.Length > 0 && !_path.EndsWith('/'))
                return [_path];

            var names = new List<string>();
            await foreach (var found in _client.ListObjectsAsync(_bucket, _path).WithCancellation(cancellationToken))
            {
                if (found.Name is { } name && LogEnding.IsOne(name, endings))
                    names.Add(name);
            }

            return names.Count > 0
                ? (IReadOnlyList<string>)names
                : throw new UsageException(
                    $"{Scheme}{_bucket}/{_path}: no log ({LogEnding.AllowedOf(endings)}) lies under this prefix.");
        });

    /// <summary>The object's own URL.</summary>
    public string UrlOf(string name) => $"{Scheme}{_bucket}/{name}";

    /// <summary>Downloads an object.</summary>
    /// <exception cref="UsageException">It is not there, or Cloud Storage cannot be asked.</exception>
    public Task DownloadAsync(string name, Stream to, CancellationToken cancellationToken) =>
        AskAsync(UrlOf(name), () => _client.DownloadObjectAsync(_bucket, name, to, cancellationToken: cancellationToken));

    /// <summary>Whether the object is there, and if so downloads it.</summary>
    /// <exception cref="UsageException">Cloud Storage cannot be asked.</exception>
    public Task<bool> TryDownloadAsync(string name, Stream to, CancellationToken cancellationToken) => AskAsync(UrlOf(name), async () =>
    {
        try
        {
            await _client.DownloadObjectAsync(_bucket, name, to, cancellationToken: cancellationToken);
            return true;
        }
        catch (GoogleApiException e) when (e.HttpStatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // Who may not list a bucket is told 403 also of what is not there.
            return false;
        }
    });

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Asks Cloud Storage something.</summary>
    /// <exception cref="UsageException">It refuses, or cannot be reached.</exception>
    public static async Task<T> AskAsync<T>(string url, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (GoogleApiException e)
        {
            throw new UsageException(
                $"{url}: Cloud Storage answered {(int)e.HttpStatusCode} ({e.Error?.Message ?? e.HttpStatusCode.ToString()}).", e);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
        {
            throw new UsageException($"{url}: Cloud Storage could not be asked ({e.Message.ReplaceLineEndings(" ")}).", e);
        }
    }
}
