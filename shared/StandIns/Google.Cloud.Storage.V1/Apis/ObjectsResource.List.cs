using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.Storage.v1;

public partial class ObjectsResource
{
    /// <summary><c>GET b/{bucket}/o</c></summary>
    public class ListRequest : StorageBaseServiceRequest<Data.Objects>
    {
        /// <summary>A request for the first page.</summary>
        public ListRequest(IClientService service, string bucket)
            : base(service, "list", "GET", "b/{bucket}/o")
        {
            Bucket = bucket;
            Declare("bucket", "path", required: true);
            Declare("prefix", "query");
            Declare("pageToken", "query");
        }

        /// <summary>The bucket.</summary>
        [RequestParameter("bucket", RequestParameterType.Path)]
        public virtual string Bucket { get; }

        /// <summary>How the names begin.</summary>
        [RequestParameter("prefix", RequestParameterType.Query)]
        public virtual string? Prefix { get; set; }

        /// <summary>The page to go on with.</summary>
        [RequestParameter("pageToken", RequestParameterType.Query)]
        public virtual string? PageToken { get; set; }
    }
}
