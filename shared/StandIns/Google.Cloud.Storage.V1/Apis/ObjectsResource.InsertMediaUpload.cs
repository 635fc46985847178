using Google.Apis.Services;
using Google.Apis.Upload;
using Google.Apis.Util;

namespace Google.Apis.Storage.v1;

public partial class ObjectsResource
{
    /// <summary>
    /// A resumable upload: <c>POST /upload/storage/v1/b/{bucket}/o?uploadType=resumable</c>, then <c>PUT</c> to the session.
    /// </summary>
    public class InsertMediaUpload : ResumableUpload<Data.Object, Data.Object>
    {
        /// <summary>An upload of <paramref name="stream"/>.</summary>
        public InsertMediaUpload(IClientService service, Data.Object body, string bucket, Stream stream, string contentType)
            : base(service, $"/upload/{service.BasePath}b/{{bucket}}/o", "POST", stream, contentType)
        {
            Bucket = bucket;
            Body = body;
        }

        /// <summary>The bucket.</summary>
        [RequestParameter("bucket", RequestParameterType.Path)]
        public virtual string Bucket { get; }

        /// <summary>The generation that the object must have, 0 for none.</summary>
        [RequestParameter("ifGenerationMatch", RequestParameterType.Query)]
        public virtual long? IfGenerationMatch { get; set; }
    }
}
