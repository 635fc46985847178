using System.Net;
using Google;
using Google.Cloud.Storage.V1;

namespace Loadgen.Cloud.Storage;

/// <summary>Buckets for rehearsals. Nothing here is for the cloud, where Terraform makes them.</summary>
public static class BucketCreation
{
    /// <summary>Creates a bucket where there is none of that name.</summary>
    /// <param name="client">The client of an emulator.</param>
    /// <param name="project">The project that a new bucket belongs to.</param>
    /// <exception cref="GoogleApiException">It is refused.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached.</exception>
    public static async Task EnsureAsync(StorageClient client, string project, string bucket, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateBucketAsync(project, bucket, cancellationToken: cancellationToken);
        }
        catch (GoogleApiException e) when (e.HttpStatusCode is HttpStatusCode.Conflict)
        {
            // It is there.
        }
    }
}
