using System.Globalization;
using System.Text.Json.Serialization;
using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>A bucket in the JSON API.</summary>
internal sealed record BucketResource(string Name)
{
    public string Kind => "storage#bucket";

    public string Id => Name;

    public string Location => "LOOPBACK";

    public string StorageClass => "STANDARD";

    public string Metageneration => "1";
}

/// <summary>A bucket's layout in the JSON API: here, as usually, names are all there is to folders.</summary>
internal sealed record BucketLayoutResource(string Bucket)
{
    public string Kind => "storage#storageLayout";

    public string Location => "LOOPBACK";

    public string LocationType => "region";

    public NamespaceResource HierarchicalNamespace { get; } = new(Enabled: false);

    internal sealed record NamespaceResource(bool Enabled);
}

/// <summary>A page of buckets in the JSON API.</summary>
internal sealed record BucketsResource(IReadOnlyList<BucketResource> Items)
{
    public string Kind => "storage#buckets";
}

/// <summary>An object in the JSON API; 64-bit numbers are strings there.</summary>
internal sealed record ObjectResource(
    string Id,
    string SelfLink,
    string MediaLink,
    string Name,
    string Bucket,
    string Generation,
    string Metageneration,
    string? ContentType,
    string? ContentEncoding,
    string? CacheControl,
    string Size,
    string? Md5Hash,
    [property: JsonPropertyName("crc32c")] string Crc32C,
    string Etag,
    int? ComponentCount,
    string TimeCreated,
    string Updated,
    string TimeStorageClassUpdated,
    string TimeFinalized,
    IReadOnlyDictionary<string, string>? Metadata)
{
    public string Kind => "storage#object";

    public string StorageClass => "STANDARD";

    internal static ObjectResource Of(ObjectRecord record, string origin)
    {
        var path = $"storage/v1/b/{record.Bucket}/o/{Uri.EscapeDataString(record.Name)}";
        var created = Time(record.TimeCreated);
        return new(
            Id: $"{record.Bucket}/{record.Name}/{record.Generation}",
            SelfLink: $"{origin}/{path}",
            MediaLink: $"{origin}/download/{path}?generation={record.Generation}&alt=media",
            record.Name,
            record.Bucket,
            Number(record.Generation),
            Number(record.Metageneration),
            record.ContentType,
            record.ContentEncoding,
            record.CacheControl,
            Number(record.Size),
            record.Md5,
            record.Crc32C,
            EtagOf(record),
            record.ComponentCount,
            created,
            Time(record.Updated),
            created,
            created,
            record.Metadata);
    }

    internal static string EtagOf(ObjectRecord record) =>
        Convert.ToBase64String([.. BitConverter.GetBytes(record.Generation), .. BitConverter.GetBytes(record.Metageneration)]);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A page of objects in the JSON API.</summary>
internal sealed record ObjectsResource(IReadOnlyList<ObjectResource>? Items, IReadOnlyList<string>? Prefixes, string? NextPageToken)
{
    public string Kind => "storage#objects";
}

/// <summary>What a client sends as an object's metadata.</summary>
internal sealed record ObjectTraitsResource(
    string? Name,
    string? ContentType,
    string? ContentEncoding,
    string? CacheControl,
    IReadOnlyDictionary<string, string>? Metadata,
    string? Crc32C,
    string? Md5Hash)
{
    internal ObjectTraits ToTraits() => new()
    {
        ContentType = ContentType,
        ContentEncoding = ContentEncoding,
        CacheControl = CacheControl,
        Metadata = Metadata,
        Crc32C = Crc32C,
        Md5 = Md5Hash,
    };
}
