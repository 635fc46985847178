using System.Globalization;
using System.Net.Http.Headers;
using Google.Apis.Download;
using Google.Apis.Services;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>One <c>alt=media</c> request. Learns the object's metadata from the headers, and checks its CRC-32C.</summary>
internal sealed class ObjectDownloader : MediaDownloader
{
    private readonly Crc32c? _crc;
    private string? _expected;

    public ObjectDownloader(IClientService service, Object metadata, DownloadObjectOptions? options)
        : base(service)
    {
        Metadata = metadata;
        Range = options?.Range;
        if (options?.ChunkSize is { } chunk)
            ChunkSize = chunk;
        if (options?.DownloadValidationMode is null or DownloadValidationMode.Always)
        {
            _crc = new Crc32c();
            // The hash covers what is stored, so it is taken before any decompression.
            ResponseStreamInterceptorProvider = _ => (buffer, offset, count) => _crc.Append(buffer.AsSpan(offset, count));
        }
    }

    public Object Metadata { get; }

    public static string MediaUri(string baseUri, string bucket, string name, DownloadObjectOptions? options)
    {
        var query = new List<string>();
        if (options?.Generation is { } generation)
            query.Add($"generation={generation.ToString(CultureInfo.InvariantCulture)}");
        if (options?.IfGenerationMatch is { } match)
            query.Add($"ifGenerationMatch={match.ToString(CultureInfo.InvariantCulture)}");
        var uri = $"{baseUri}b/{Uri.EscapeDataString(bucket)}/o/{Uri.EscapeDataString(name)}";
        return query.Count == 0 ? uri : $"{uri}?{string.Join('&', query)}";
    }

    protected override void OnResponseReceived(HttpResponseMessage response)
    {
        base.OnResponseReceived(response);
        Metadata.Generation = Number(response.Headers, "X-Goog-Generation");
        Metadata.Metageneration = Number(response.Headers, "X-Goog-Metageneration");
        Metadata.ContentType = response.Content.Headers.ContentType?.ToString();
        Metadata.Crc32c = _expected = Hash(response.Headers, "crc32c=");
        Metadata.Md5Hash = Hash(response.Headers, "md5=");
    }

    protected override void OnDownloadCompleted()
    {
        base.OnDownloadCompleted();
        if (_crc?.ToBase64() is { } actual && _expected is not null && actual != _expected)
            throw new IOException($"Incorrect hash: expected '{_expected}' (base64), was '{actual}' (base64)");
    }

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string? Hash(HttpResponseHeaders headers, string prefix) =>
        headers.TryGetValues("X-Goog-Hash", out var values)
            ? values.SelectMany(value => value.Split(',')).Select(part => part.Trim())
                .FirstOrDefault(part => part.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..]
            : null;
}
