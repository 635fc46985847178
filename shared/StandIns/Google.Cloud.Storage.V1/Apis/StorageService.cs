using Google.Apis.Services;

namespace Google.Apis.Storage.v1;

/// <summary>The JSON API of Cloud Storage. Requests, media and errors are handled by Google.Apis itself.</summary>
public class StorageService : BaseClientService
{
    /// <summary>The service as <paramref name="initializer"/> says.</summary>
    public StorageService(Initializer initializer)
        : base(initializer)
    {
        Buckets = new BucketsResource(this);
        Objects = new ObjectsResource(this);
    }

    /// <summary>Its buckets.</summary>
    public virtual BucketsResource Buckets { get; }

    /// <summary>Its objects.</summary>
    public virtual ObjectsResource Objects { get; }

    /// <inheritdoc />
    public override IList<string> Features => [];

    /// <inheritdoc />
    public override string Name => "storage";

    /// <inheritdoc />
    public override string BaseUri => BaseUriOverride ?? "https://storage.googleapis.com/storage/v1/";

    /// <inheritdoc />
    public override string BasePath => "storage/v1/";
}
