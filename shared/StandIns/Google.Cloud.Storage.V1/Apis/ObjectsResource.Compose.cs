using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.Storage.v1;

public partial class ObjectsResource
{
    /// <summary><c>POST b/{destinationBucket}/o/{destinationObject}/compose</c></summary>
    public class ComposeRequest : StorageBaseServiceRequest<Data.Object>
    {
        /// <summary>A request to join what <paramref name="body"/> lists.</summary>
        public ComposeRequest(IClientService service, Data.ComposeRequest body, string destinationBucket, string destinationObject)
            : base(service, "compose", "POST", "b/{destinationBucket}/o/{destinationObject}/compose", body)
        {
            DestinationBucket = destinationBucket;
            DestinationObject = destinationObject;
            Declare("destinationBucket", "path", required: true);
            Declare("destinationObject", "path", required: true);
            Declare("ifGenerationMatch", "query");
        }

        /// <summary>The bucket of all of them.</summary>
        [RequestParameter("destinationBucket", RequestParameterType.Path)]
        public virtual string DestinationBucket { get; }

        /// <summary>The object they become.</summary>
        [RequestParameter("destinationObject", RequestParameterType.Path)]
        public virtual string DestinationObject { get; }

        /// <summary>The destination's generation, 0 for none.</summary>
        [RequestParameter("ifGenerationMatch", RequestParameterType.Query)]
        public virtual long? IfGenerationMatch { get; set; }
    }
}
