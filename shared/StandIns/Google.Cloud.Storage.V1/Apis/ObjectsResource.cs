using Google.Apis.Services;

namespace Google.Apis.Storage.v1;

/// <summary>The methods on objects.</summary>
public partial class ObjectsResource(IClientService service)
{
    /// <summary>Joins objects.</summary>
    public virtual ComposeRequest Compose(Data.ComposeRequest body, string destinationBucket, string destinationObject) =>
        new(service, body, destinationBucket, destinationObject);

    /// <summary>Deletes an object.</summary>
    public virtual DeleteRequest Delete(string bucket, string @object) => new(service, bucket, @object);

    /// <summary>Reads an object's metadata.</summary>
    public virtual GetRequest Get(string bucket, string @object) => new(service, bucket, @object);

    /// <summary>Lists a bucket's objects.</summary>
    public virtual ListRequest List(string bucket) => new(service, bucket);
}
