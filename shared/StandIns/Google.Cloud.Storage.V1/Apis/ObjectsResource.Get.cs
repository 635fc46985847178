using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.Storage.v1;

public partial class ObjectsResource
{
    /// <summary><c>GET b/{bucket}/o/{object}</c></summary>
    public class GetRequest : StorageBaseServiceRequest<Data.Object>
    {
        /// <summary>A request for one object.</summary>
        public GetRequest(IClientService service, string bucket, string @object)
            : base(service, "get", "GET", "b/{bucket}/o/{object}")
        {
            Bucket = bucket;
            Object = @object;
            Declare("bucket", "path", required: true);
            Declare("object", "path", required: true);
        }

        /// <summary>The bucket.</summary>
        [RequestParameter("bucket", RequestParameterType.Path)]
        public virtual string Bucket { get; }

        /// <summary>The object.</summary>
        [RequestParameter("object", RequestParameterType.Path)]
        public virtual string Object { get; }
    }
}
