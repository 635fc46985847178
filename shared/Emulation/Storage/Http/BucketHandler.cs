using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>Answers requests about buckets.</summary>
internal sealed class BucketHandler(ObjectRepository repository)
{
    internal Reply List() => Reply.Of(Resources.Buckets(repository.Buckets));

    internal Reply Insert(StorageRequest request)
    {
        var name = request.Json<BucketToInsert>()?.Name ?? throw StorageException.Required("A bucket needs a name.");
        repository.CreateBucket(name);
        return Reply.Of(Resources.Bucket(name));
    }

    internal Reply Get(StorageRequest request) => Describe(request, Resources.Bucket);

    /// <summary>Whether objects are in real folders; gcloud asks before it moves or removes any.</summary>
    internal Reply Layout(StorageRequest request) => Describe(request, Resources.BucketLayout);

    /// <summary>The folders with permissions of their own: none; gcloud asks before it removes a bucket.</summary>
    internal Reply ManagedFolders(StorageRequest request) => Describe(request, _ => Resources.ManagedFolders());

    internal Reply Delete(StorageRequest request)
    {
        repository.DeleteBucket(request.Route.Bucket);
        return Reply.NoContent;
    }

    private Reply Describe(StorageRequest request, Func<string, object> resource)
    {
        repository.RequireBucket(request.Route.Bucket);
        return Reply.Of(resource(request.Route.Bucket));
    }

    private sealed record BucketToInsert(string? Name);
}
