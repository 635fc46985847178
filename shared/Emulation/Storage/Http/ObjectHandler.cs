using System.Globalization;
using System.Net;
using System.Text.Json;
using Loadgen.Emulation.Storage.Objects;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>Answers requests about objects, except uploads.</summary>
internal sealed class ObjectHandler(ObjectRepository repository)
{
    internal Reply Get(StorageRequest request) => Of(
        repository.Get(request.Route.Bucket, request.Route.Name, request.Number("generation"), request.Preconditions), request);

    internal Reply Download(StorageRequest request)
    {
        var (record, content) = repository.Read(
            request.Route.Bucket, request.Route.Name, request.Number("generation"), request.Preconditions);
        if (ByteRange.Resolve(request.Header("Range"), content.Length) is not { } range)
        {
            var error = Reply.Of(new StorageException(
                HttpStatusCode.RequestedRangeNotSatisfiable,
                "requestedRangeNotSatisfiable",
                $"The object has {content.Length} bytes, none of them in the range."));
            error.Headers["Content-Range"] = $"bytes */{content.Length}";
            return error;
        }

        var md5 = record.Md5 is null ? "" : $",md5={record.Md5}";
        var reply = new Reply(
            range.Partial ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK,
            content.Slice(range.Start, range.Length),
            record.ContentType ?? "application/octet-stream")
        {
            Headers =
            {
                ["x-goog-hash"] = $"crc32c={record.Crc32C}{md5}",
                ["x-goog-generation"] = Resources.Number(record.Generation),
                ["x-goog-metageneration"] = Resources.Number(record.Metageneration),
                ["x-goog-stored-content-length"] = Resources.Number(content.Length),
                ["x-goog-stored-content-encoding"] = record.ContentEncoding ?? "identity",
                ["x-goog-storage-class"] = "STANDARD",
                ["ETag"] = $"\"{Resources.EtagOf(record)}\"",
                ["Last-Modified"] = record.Updated.ToString("R", CultureInfo.InvariantCulture),
                ["Accept-Ranges"] = "bytes",
            },
        };
        if (range.Partial)
            reply.Headers["Content-Range"] = $"bytes {range.Start}-{range.Start + range.Length - 1}/{content.Length}";
        return reply;
    }

    internal Reply List(StorageRequest request)
    {
        var query = new ListQuery
        {
            Prefix = request.Text("prefix") ?? "",
            Delimiter = request.Text("delimiter"),
            StartOffset = request.Text("startOffset"),
            EndOffset = request.Text("endOffset"),
            PageToken = request.Text("pageToken"),
            MaxResults = (int)Math.Clamp(request.Number("maxResults") ?? ListQuery.LargestPage, 1, ListQuery.LargestPage),
        };
        return Reply.Of(Resources.Objects(repository.List(request.Route.Bucket, query), request.Origin));
    }

    internal Reply Patch(StorageRequest request)
    {
        var changes = request.Json<Dictionary<string, JsonElement>>() ?? [];
        return Of(
            repository.Patch(
                request.Route.Bucket,
                request.Route.Name,
                request.Number("generation"),
                request.Preconditions,
                record => ObjectPatch.Apply(record, changes)),
            request);
    }

    internal Reply Delete(StorageRequest request)
    {
        repository.Delete(request.Route.Bucket, request.Route.Name, request.Number("generation"), request.Preconditions);
        return Reply.NoContent;
    }

    internal Reply Compose(StorageRequest request)
    {
        var order = request.Json<ComposeResource>() ?? throw StorageException.Required("A composition needs a JSON body.");
        var sources = (order.SourceObjects ?? []).Select(source => new ComposeSource(
            source.Name ?? throw StorageException.Required("A source object needs a name."),
            source.Generation,
            new(source.ObjectPreconditions?.IfGenerationMatch)));
        return Of(
            repository.Compose(
                request.Route.Bucket, request.Route.Name, order.Destination ?? new(), [.. sources], request.Preconditions),
            request);
    }

    internal Reply Copy(StorageRequest request) => Of(CopyObject(request), request);

    /// <summary>A rewrite is a copy that is done with one call, whatever the size.</summary>
    internal Reply Rewrite(StorageRequest request) => Reply.Of(Resources.Rewrite(CopyObject(request), request.Origin));

    private ObjectRecord CopyObject(StorageRequest request) => repository.Copy(
        new(request.Route.Bucket, request.Route.Name, request.Number("sourceGeneration"), request.SourcePreconditions),
        request.Route.DestinationBucket,
        request.Route.DestinationName,
        request.Json<ObjectTraits>(),
        request.Preconditions);

    private static Reply Of(ObjectRecord record, StorageRequest request) => Reply.Of(Resources.Object(record, request.Origin));

    private sealed record ComposeResource(ObjectTraits? Destination, IReadOnlyList<SourceResource>? SourceObjects);

    private sealed record SourceResource(string? Name, long? Generation, SourcePreconditionsResource? ObjectPreconditions);

    private sealed record SourcePreconditionsResource(long? IfGenerationMatch);
}
