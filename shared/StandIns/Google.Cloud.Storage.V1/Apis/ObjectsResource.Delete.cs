using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.Storage.v1;

public partial class ObjectsResource
{
    /// <summary><c>DELETE b/{bucket}/o/{object}</c></summary>
    public class DeleteRequest : StorageBaseServiceRequest<string>
    {
        /// <summary>A request for one object.</summary>
        public DeleteRequest(IClientService service, string bucket, string @object)
            : base(service, "delete", "DELETE", "b/{bucket}/o/{object}")
        {
            Bucket = bucket;
            Object = @object;
            Declare("bucket", "path", required: true);
            Declare("object", "path", required: true);
            Declare("ifGenerationMatch", "query");
        }

        /// <summary>The bucket.</summary>
        [RequestParameter("bucket", RequestParameterType.Path)]
        public virtual string Bucket { get; }

        /// <summary>The object.</summary>
        [RequestParameter("object", RequestParameterType.Path)]
        public virtual string Object { get; }

        /// <summary>The generation that the object must have.</summary>
        [RequestParameter("ifGenerationMatch", RequestParameterType.Query)]
        public virtual long? IfGenerationMatch { get; set; }
    }
}
