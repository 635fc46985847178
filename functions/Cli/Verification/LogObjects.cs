using System.Net;
using System.Runtime.CompilerServices;
using Google;
using Google.Cloud.Storage.V1;
using Loadgen.Analysis.Plans;
using Loadgen.Cli.Variables;
using Loadgen.Cloud.Storage;

namespace Loadgen.Cli.Verification;

/// <summary>Run logs in Cloud Storage, or in the emulator that <c>STORAGE_EMULATOR_HOST</c> names.</summary>
internal static class LogObjects
{
    /// <summary>What URLs of objects begin with.</summary>
    public const string Scheme = "gs://";

    /// <summary>Reads an object whatever its name, or with a slash at the end all logs under a prefix.</summary>
    /// <param name="emulatorHost">What <c>STORAGE_EMULATOR_HOST</c> says.</param>
    /// <exception cref="UsageException">There is nothing, or it cannot be read.</exception>
    public static IAsyncEnumerable<FoundLog> ReadAsync(string url, string? emulatorHost, CancellationToken cancellationToken) => ReadAsync(
        url,
        () => StorageClients.For(StorageAddress.Of(emulatorHost)).BuildAsync(cancellationToken),
        cancellationToken);

    /// <inheritdoc cref="ReadAsync(string, string, CancellationToken)"/>
    internal static async IAsyncEnumerable<FoundLog> ReadAsync(
        string url, Func<Task<StorageClient>> connect, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (url[Scheme.Length..].Split('/', 2) is not [{ Length: > 0 } bucket, .. var rest])
            throw new UsageException($"{url}: is no place for logs; allowed: gs://bucket/object, gs://bucket/prefix/.");

        var path = rest is [var given] ? given : "";
        using var client = await AskAsync(url, connect);
        var state = new StoredPlans((name, token) => AskAsync(url, () => FindAsync(client, bucket, name, token)));
        foreach (var name in await AskAsync(url, () => ListAsync(client, bucket, path, cancellationToken)))
        {
            yield return new($"{Scheme}{bucket}/{name}", await AskAsync(url, () => DownloadAsync(client, bucket, name, cancellationToken)))
            {
                State = state,
                StateName = name,
            };
        }
    }

    private static async Task<IReadOnlyList<string>> ListAsync(
        StorageClient client, string bucket, string path, CancellationToken cancellationToken)
    {
        if (path.Length > 0 && !path.EndsWith('/'))
            return [path];

        var names = new List<string>();
        await foreach (var found in client.ListObjectsAsync(bucket, path).WithCancellation(cancellationToken))
        {
            if (found.Name is { } name && name.EndsWith(LogFiles.Extension, StringComparison.Ordinal))
                names.Add(name);
        }

        return names.Count > 0
            ? names
            : throw new UsageException($"{Scheme}{bucket}/{path}: no run log (*{LogFiles.Extension}) lies under this prefix.");
    }

    private static async Task<ReadOnlyMemory<byte>> DownloadAsync(
        StorageClient client, string bucket, string name, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await client.DownloadObjectAsync(bucket, name, content, cancellationToken: cancellationToken);
        return content.ToArray();
    }

    private static async Task<ReadOnlyMemory<byte>?> FindAsync(
        StorageClient client, string bucket, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await DownloadAsync(client, bucket, name, cancellationToken);
        }
        catch (GoogleApiException e) when (e.HttpStatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task<T> AskAsync<T>(string url, Func<Task<T>> ask)
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
