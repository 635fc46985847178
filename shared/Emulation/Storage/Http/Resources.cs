using System.Globalization;
using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>What the JSON API answers about buckets and objects. Its 64-bit numbers are strings.</summary>
internal static class Resources
{
    private const string Location = "LOOPBACK";

    internal static object Bucket(string name) => new
    {
        kind = "storage#bucket",
        id = name,
        name,
        Location,
        storageClass = "STANDARD",
        metageneration = "1",
    };

    internal static object Buckets(IEnumerable<string> names) => new { kind = "storage#buckets", items = names.Select(Bucket) };

    /// <summary>A bucket's layout: here, as usually, names are all there is to folders.</summary>
    internal static object BucketLayout(string bucket) => new
    {
        kind = "storage#storageLayout",
        bucket,
        Location,
        locationType = "region",
        hierarchicalNamespace = new { enabled = false },
    };

    /// <summary>The folders with permissions of their own: none.</summary>
    internal static object ManagedFolders() => new { kind = "storage#managedFolders" };

    /// <param name="origin">Scheme and host under which the client reached the server.</param>
    internal static object Object(ObjectRecord record, string origin)
    {
        var path = $"storage/v1/b/{record.Bucket}/o/{Uri.EscapeDataString(record.Name)}";
        var created = Time(record.TimeCreated);
        return new
        {
            kind = "storage#object",
            id = $"{record.Bucket}/{record.Name}/{record.Generation}",
            selfLink = $"{origin}/{path}",
            mediaLink = $"{origin}/download/{path}?generation={record.Generation}&alt=media",
            record.Name,
            record.Bucket,
            generation = Number(record.Generation),
            metageneration = Number(record.Metageneration),
            record.ContentType,
            record.ContentEncoding,
            record.CacheControl,
            storageClass = "STANDARD",
            size = Number(record.Size),
            md5Hash = record.Md5,
            crc32c = record.Crc32C,
            etag = EtagOf(record),
            record.ComponentCount,
            timeCreated = created,
            updated = Time(record.Updated),
            timeStorageClassUpdated = created,
            timeFinalized = created,
            record.Metadata,
        };
    }

    internal static object Objects(ListPage page, string origin) => new
    {
        kind = "storage#objects",
        items = page.Items.Count == 0 ? null : page.Items.Select(record => Object(record, origin)),
        prefixes = page.Prefixes.Count == 0 ? null : page.Prefixes,
        page.NextPageToken,
    };

    internal static object Rewrite(ObjectRecord record, string origin) => new
    {
        kind = "storage#rewriteResponse",
        totalBytesRewritten = Number(record.Size),
        objectSize = Number(record.Size),
        done = true,
        resource = Object(record, origin),
    };

    internal static string EtagOf(ObjectRecord record) =>
        Convert.ToBase64String([.. BitConverter.GetBytes(record.Generation), .. BitConverter.GetBytes(record.Metageneration)]);

    internal static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
