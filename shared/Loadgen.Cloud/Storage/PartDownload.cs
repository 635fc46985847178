using System.Globalization;
using System.Net;
using Google;
using Google.Apis.Storage.v1;
using Loadgen.Storage;

namespace Loadgen.Cloud.Storage;

/// <summary>
/// Downloads a part of an object in one request, whose answer tells generation and length as well. Google's client does not hand on the
/// header that has the length.
/// </summary>
internal static class PartDownload
{
    /// <summary>Asks for the part; one byte more is asked for before it, so that there is an answer also where nothing has grown.</summary>
    /// <returns><see langword="null"/> where no byte of the range exists, so that nothing else is known.</returns>
    /// <exception cref="GoogleApiException">It is refused, or there is no such object.</exception>
    public static async Task<StoredPart?> SendAsync(
        StorageService service, string bucket, string name, long from, int most, CancellationToken cancellationToken)
    {
        var first = Math.Max(0, from - 1);
        var path = $"{service.BaseUri}b/{Uri.EscapeDataString(bucket)}/o/{Uri.EscapeDataString(name)}?alt=media";
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new(first, from + most - 1);
        using var response = await service.HttpClient.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
            return null;
        if (!response.IsSuccessStatusCode)
        {
            throw new GoogleApiException(service.Name)
            {
                HttpStatusCode = response.StatusCode,
                Error = await service.DeserializeError(response),
            };
        }

        ReadOnlyMemory<byte> content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        // Whoever knows no ranges sends everything, and says nothing of a range.
        var range = response.Content.Headers.ContentRange ?? new(0, Math.Max(0, content.Length - 1), content.Length);
        if (range is not { From: { } start, Length: { } length } || start > first || start + content.Length < Math.Min(from + most, length))
            throw new ObjectStoreUnavailableException($"Of the object '{name}', another part came than was asked for: {range}.");

        content = content[(int)Math.Min(from - start, content.Length)..];
        return new(GenerationOf(response, name), length, content[..Math.Min(most, content.Length)]);
    }

    private static long GenerationOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues("x-goog-generation", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? generation
            : throw new ObjectStoreUnavailableException($"An answer about the object '{name}' does not tell its generation.");
}
