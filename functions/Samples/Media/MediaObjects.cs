using System.Globalization;
using Google;
using Google.Cloud.Storage.V1;
using Loadgen.Samples.Requests;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples.Media;

/// <summary>Reads inputs and writes results.</summary>
/// <param name="client">Gives Cloud Storage's client; asked for at the first object, since making it looks for credentials.</param>
public sealed class MediaObjects(Func<StorageClient> client)
{
    /// <summary>Bytes. An input is held in memory, three times over while it is worked on.</summary>
    public const long Limit = 64L << 20;

    private const string ContentType = "application/octet-stream";

    /// <summary>Reads an object.</summary>
    /// <exception cref="RefusedRequestException">It does not exist, is too large, or Cloud Storage does not give it.</exception>
    internal Task<ReadOnlyMemory<byte>> ReadAsync(ObjectUri uri, string member, CancellationToken cancellationToken) => AskAsync(uri, member, async () =>
    {
        var found = await client().GetObjectAsync(uri.Bucket, uri.Name, cancellationToken: cancellationToken);
        if (found.Size > Limit)
        {
            throw RefusedRequestException.NotAllowed(
                member, string.Create(CultureInfo.InvariantCulture, $"{uri} with {found.Size} bytes"), $"at most {Limit} bytes");
        }

        using var content = new MemoryStream(checked((int)(found.Size ?? 0)));
        var options = new DownloadObjectOptions { Generation = found.Generation };
        await client().DownloadObjectAsync(uri.Bucket, uri.Name, content, options, cancellationToken);
        return (ReadOnlyMemory<byte>)content.GetBuffer().AsMemory(0, (int)content.Length);
    });

    /// <summary>Writes an object, over one that is there.</summary>
    /// <exception cref="RefusedRequestException">Cloud Storage does not take it.</exception>
    internal Task WriteAsync(ObjectUri uri, byte[] content, CancellationToken cancellationToken) => AskAsync(uri, "result", () =>
        client().UploadObjectAsync(uri.Bucket, uri.Name, ContentType, new MemoryStream(content), cancellationToken: cancellationToken));

    private static async Task<T> AskAsync<T>(ObjectUri uri, string member, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (GoogleApiException e) when (e.HttpStatusCode is System.Net.HttpStatusCode.NotFound)
        {
            throw RefusedRequestException.Unknown(member, $"no object {uri}", "an object that exists");
        }
        catch (GoogleApiException e)
        {
            throw new RefusedRequestException(StatusCodes.Status502BadGateway, $"{member}: Cloud Storage answered {(int)e.HttpStatusCode} for {uri}");
        }
        catch (HttpRequestException e)
        {
            throw new RefusedRequestException(StatusCodes.Status502BadGateway, $"{member}: Cloud Storage could not be asked for {uri}: {e.Message}");
        }
    }
}
