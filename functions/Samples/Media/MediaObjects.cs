using System.Globalization;
using System.Net;
using Google;
using Google.Cloud.Storage.V1;
using Loadgen.Samples.Requests;
using Microsoft.AspNetCore.Http;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Loadgen.Samples.Media;

/// <summary>Reads inputs and writes results.</summary>
/// <param name="client">Gives Cloud Storage's client; called at the first object, since making the client looks for credentials.</param>
public sealed class MediaObjects(Func<StorageClient> client)
{
    /// <summary>Bytes. An input is held in memory, three times over while it is worked on.</summary>
    public const long Limit = 64L << 20;

    private const string ContentType = "application/octet-stream";

    /// <summary>Reads an object.</summary>
    /// <exception cref="RefusedRequestException">It does not exist, is too large, or Cloud Storage does not give it.</exception>
    internal Task<ReadOnlyMemory<byte>> ReadAsync(ObjectUri uri, string member, CancellationToken cancellationToken) =>
        AskAsync(uri, member, () => DownloadAsync(uri, member, cancellationToken));

    /// <summary>Writes an object, over one that is there.</summary>
    /// <returns>Its metadata.</returns>
    /// <exception cref="RefusedRequestException">Cloud Storage does not take it.</exception>
    internal Task<Object> WriteAsync(ObjectUri uri, byte[] content, CancellationToken cancellationToken) => AskAsync(uri, "result", () =>
        client().UploadObjectAsync(uri.Bucket, uri.Name, ContentType, new MemoryStream(content), cancellationToken: cancellationToken));

    private async Task<ReadOnlyMemory<byte>> DownloadAsync(ObjectUri uri, string member, CancellationToken cancellationToken)
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
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    private static async Task<T> AskAsync<T>(ObjectUri uri, string member, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (GoogleApiException e) when (e.HttpStatusCode is HttpStatusCode.NotFound)
        {
            throw RefusedRequestException.Unknown(member, $"no object {uri}", "an object that exists");
        }
        catch (GoogleApiException e)
        {
            throw Failed($"{member}: Cloud Storage answered {(int)e.HttpStatusCode} for {uri}");
        }
        catch (HttpRequestException e)
        {
            throw Failed($"{member}: Cloud Storage could not be asked for {uri}: {e.Message}");
        }
    }

    private static RefusedRequestException Failed(string message) => new(StatusCodes.Status502BadGateway, message);
}
