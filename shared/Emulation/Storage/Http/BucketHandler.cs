using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>Answers requests about buckets.</summary>
internal sealed class BucketHandler(ObjectRepository repository)
{
    internal Reply List() => Reply.Of(new BucketsResource([.. repository.Buckets.Select(name => new BucketResource(name))]));

    internal Reply Insert(StorageRequest request)
    {
        var name = request.Json<BucketToInsert>()?.Name ?? throw StorageException.Required("A bucket needs a name.");
        repository.CreateBucket(name);
        return Reply.Of(new BucketResource(name));
    }

    internal Reply Get(StorageRequest request)
    {
        repository.RequireBucket(request.Route.Bucket);
        return Reply.Of(new BucketResource(request.Route.Bucket));
    }

    internal Reply Delete(StorageRequest request)
    {
        repository.DeleteBucket(request.Route.Bucket);
        return Reply.NoContent;
    }

    private sealed record BucketToInsert(string? Name);
}
