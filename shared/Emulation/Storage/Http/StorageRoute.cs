namespace Loadgen.Emulation.Storage.Http;

/// <summary>What a request's path names.</summary>
internal enum RouteKind
{
    Unknown,
    Emulator,
    Buckets,
    Bucket,
    BucketLayout,
    BucketManagedFolders,
    Objects,
    Object,
    Compose,
    Copy,
    Rewrite,
}

/// <summary>A request's path, taken apart.</summary>
/// <param name="Name">The object, or empty; for the emulator's own paths, the path.</param>
/// <param name="Upload">Whether it is below <c>/upload/</c>.</param>
/// <param name="Media">Whether the content is meant even without <c>alt=media</c>.</param>
internal sealed record StorageRoute(RouteKind Kind, string Bucket = "", string Name = "", bool Upload = false, bool Media = false)
{
    private const string OwnPrefix = "_emulator";

    /// <summary>For copies, the destination's bucket.</summary>
    internal string DestinationBucket { get; private init; } = "";

    /// <summary>For copies, the destination's object.</summary>
    internal string DestinationName { get; private init; } = "";

    /// <summary>
    /// Takes a request's target apart as it came over the wire: the server's decoded path cannot tell the <c>/</c> in an object's name
    /// from those around it.
    /// </summary>
    /// <param name="rawTarget">Path and query.</param>
    /// <param name="method">Only a POST to <c>…/compose</c> is a composition; a GET reads the object of that name.</param>
    internal static StorageRoute Parse(string rawTarget, string method)
    {
        var path = rawTarget.Split('?', 2)[0].TrimStart('/');
        if (path.StartsWith(OwnPrefix, StringComparison.Ordinal))
            return new(RouteKind.Emulator, Name: path[OwnPrefix.Length..].Trim('/'));

        var upload = TakePrefix(ref path, "resumable/upload/") || TakePrefix(ref path, "upload/");
        var media = TakePrefix(ref path, "download/");
        var jsonApi = TakePrefix(ref path, "storage/v1/");

        var segments = path.Split('/');
        if (segments[0] != "b")
        {
            return jsonApi || upload || media || segments.Length < 2
                ? new(RouteKind.Unknown)
                : ObjectAt(segments, 0, 1) with { Media = true };
        }

        var bucket = segments.Length > 1 ? Uri.UnescapeDataString(segments[1]) : "";
        return segments switch
        {
            ["b"] or ["b", ""] => new(RouteKind.Buckets),
            ["b", _] or ["b", _, ""] => new(RouteKind.Bucket, bucket),
            ["b", _, "storageLayout"] => new(RouteKind.BucketLayout, bucket),
            ["b", _, "managedFolders"] => new(RouteKind.BucketManagedFolders, bucket),
            ["b", _, "o"] or ["b", _, "o", ""] => new(RouteKind.Objects, bucket, Upload: upload),
            ["b", _, "o", .., "compose"] when method is "POST" => ObjectAt(segments[..^1], 1, 3) with { Kind = RouteKind.Compose },
            ["b", _, "o", _, "copyTo", "b", _, "o", ..] when method is "POST" => CopyAt(segments, RouteKind.Copy),
            ["b", _, "o", _, "rewriteTo", "b", _, "o", ..] when method is "POST" => CopyAt(segments, RouteKind.Rewrite),
            ["b", _, "o", ..] => ObjectAt(segments, 1, 3) with { Media = media },
            _ => new(RouteKind.Unknown),
        };
    }

    private static StorageRoute CopyAt(string[] segments, RouteKind kind)
    {
        var destination = ObjectAt(segments, 6, 8);
        return ObjectAt(segments[..4], 1, 3) with
        {
            Kind = kind,
            DestinationBucket = destination.Bucket,
            DestinationName = destination.Name,
        };
    }

    // Slashes in names should come as %2F; clients that leave them bare mean the same.
    private static StorageRoute ObjectAt(string[] segments, int bucket, int name) =>
        new(RouteKind.Object, Uri.UnescapeDataString(segments[bucket]), Uri.UnescapeDataString(string.Join('/', segments[name..])));

    private static bool TakePrefix(ref string path, string prefix)
    {
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        path = path[prefix.Length..];
        return true;
    }
}
