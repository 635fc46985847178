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

    /// <summary>Whether objects lie in real folders, which gcloud asks before it moves or removes any.</summary>
    internal Reply Layout(StorageRequest request)
    {
        repository.RequireBucket(request.Route.Bucket);
        return Reply.Of(new BucketLayoutResource(request.Route.Bucket));
    }

    /// <summary>The folders with permissions of their own: none, which gcloud asks before it removes a bucket.</summary>
    internal Reply ManagedFolders(StorageRequest request)
    {
        repository.RequireBucket(request.Route.Bucket);
        return Reply.Of(new ManagedFoldersResource());
    }

    internal Reply Delete(StorageRequest request)
    {
        repository.DeleteBucket(request.Route.Bucket);
        return Reply.NoContent;
    }

    private sealed record ManagedFoldersResource
    {
        public string Kind => "storage#managedFolders";
    }

    private sealed record BucketToInsert(string? Name);
}
