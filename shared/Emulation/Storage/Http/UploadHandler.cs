using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>Answers uploads: in one request (media, multipart) or in a resumable session.</summary>
internal sealed class UploadHandler(ObjectRepository repository, ResumableUploads sessions)
{
    internal Reply Insert(StorageRequest request) => request.Text("uploadType") switch
    {
        "media" => Insert(request, new() { ContentType = request.ContentType }, request.Text("name"), request.Body),
        "multipart" => InsertMultipart(request),
        var other => throw StorageException.Invalid($"uploadType is '{other}'; media, multipart and resumable are allowed."),
    };

    internal Reply Start(StorageRequest request)
    {
        repository.RequireBucket(request.Route.Bucket);
        var traits = request.Json<ObjectTraits>() ?? new();
        var name = request.Text("name") ?? traits.Name ?? "";
        ObjectName.Require(name);
        var id = sessions.Start(
            request.Route.Bucket,
            name,
            WithHash(request, traits with { ContentType = traits.ContentType ?? request.Header("X-Upload-Content-Type") }),
            request.Preconditions);
        return new(200)
        {
            Headers =
            {
                ["Location"] = $"{request.Origin}/upload/storage/v1/b/{request.Route.Bucket}/o?uploadType=resumable&upload_id={id}",
                ["X-GUploader-UploadID"] = id,
            },
        };
    }

    internal Reply Continue(StorageRequest request)
    {
        var id = request.Text("upload_id") ?? throw StorageException.Required("A resumable upload goes on with its upload_id.");
        var (record, received) = sessions.Continue(
            id, request.Header("Content-Range"), request.Body, traits => WithHash(request, traits));
        if (record is not null)
            return Reply.Of(Resources.Object(record, request.Origin));

        var incomplete = new Reply(308) { Headers = { ["X-GUploader-UploadID"] = id } };
        if (received > 0)
            incomplete.Headers["Range"] = $"bytes=0-{received - 1}";
        return incomplete;
    }

    private Reply InsertMultipart(StorageRequest request)
    {
        var body = MultipartBody.Read(request.ContentType, request.Body);
        var traits = StorageRequest.Json<ObjectTraits>(body.Metadata.Span);
        traits = traits with { ContentType = traits.ContentType ?? body.ContentType };
        return Insert(request, traits, request.Text("name") ?? traits.Name, body.Content);
    }

    private Reply Insert(StorageRequest request, ObjectTraits traits, string? name, ReadOnlyMemory<byte> content)
    {
        var record = repository.Insert(request.Route.Bucket, name ?? "", WithHash(request, traits), content, request.Preconditions);
        return Reply.Of(Resources.Object(record, request.Origin));
    }

    // The checksums that a client states in a header, as `crc32c=…,md5=…`.
    private static ObjectTraits WithHash(StorageRequest request, ObjectTraits traits)
    {
        foreach (var part in (request.Header("x-goog-hash") ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            traits = part.Split('=', 2) switch
            {
                ["crc32c", var crc] => traits with { Crc32C = crc },
                ["md5", var md5] => traits with { Md5 = md5 },
                _ => traits,
            };
        }

        return traits;
    }
}
