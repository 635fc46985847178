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
            : base(service)
        {
            Bucket = bucket;
            Object = @object;
            Declare("bucket", "path", required: true);
            Declare("object", "path", required: true);
            Declare("generation", "query");
            Declare("ifGenerationMatch", "query");
        }

        /// <summary>The bucket.</summary>
        [RequestParameter("bucket", RequestParameterType.Path)]
        public virtual string Bucket { get; }

        /// <summary>The object.</summary>
        [RequestParameter("object", RequestParameterType.Path)]
        public virtual string Object { get; }

        /// <summary>The generation meant, instead of the live one.</summary>
        [RequestParameter("generation", RequestParameterType.Query)]
        public virtual long? Generation { get; set; }

        /// <summary>The generation that the object must have.</summary>
        [RequestParameter("ifGenerationMatch", RequestParameterType.Query)]
        public virtual long? IfGenerationMatch { get; set; }

        /// <inheritdoc />
        public override string MethodName => "get";

        /// <inheritdoc />
        public override string HttpMethod => "GET";

        /// <inheritdoc />
        public override string RestPath => "b/{bucket}/o/{object}";
    }
}
