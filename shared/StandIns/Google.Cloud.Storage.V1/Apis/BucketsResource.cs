using Google.Apis.Services;
using Google.Apis.Storage.v1.Data;
using Google.Apis.Util;

namespace Google.Apis.Storage.v1;

/// <summary>The methods on buckets.</summary>
public class BucketsResource(IClientService service)
{
    /// <summary>Creates a bucket.</summary>
    public virtual InsertRequest Insert(Bucket body, string project) => new(service, body, project);

    /// <summary><c>POST b?project=…</c></summary>
    public class InsertRequest : StorageBaseServiceRequest<Bucket>
    {
        /// <summary>A request for <paramref name="body"/> in <paramref name="project"/>.</summary>
        public InsertRequest(IClientService service, Bucket body, string project)
            : base(service, "insert", "POST", "b", body)
        {
            Project = project;
            Declare("project", "query", required: true);
        }

        /// <summary>The project that owns it.</summary>
        [RequestParameter("project", RequestParameterType.Query)]
        public virtual string Project { get; }
    }
}
