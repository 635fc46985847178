using System.Net;
using Google;
using Google.Apis.Auth.OAuth2.Responses;
using Loadgen.Storage;

namespace Loadgen.Cloud.Storage;

/// <summary>What was tried, for telling what an error means: whether another attempt can help, and who has to do what if not.</summary>
internal sealed record StorageOperation(string Verb, string Bucket, string Name, string Permission, long? IfGeneration = null)
{
    /// <summary>The verb of a listing, whose name is a prefix.</summary>
    public const string List = "list";

    /// <summary>The verb of a composition, which needs other objects.</summary>
    public const string Compose = "compose";

    /// <summary>The exception to throw instead; <see langword="null"/> for one that says nothing about Cloud Storage.</summary>
    public Exception? Explain(Exception error, CancellationToken cancellationToken) => error switch
    {
        GoogleApiException refusal => Explain(refusal),
        _ when cancellationToken.IsCancellationRequested => new OperationCanceledException($"Gave up: {What()}.", error, cancellationToken),
        OperationCanceledException => Unavailable($"no answer within {CloudObjectStore.OperationTimeout.TotalSeconds:0} s", error),
        HttpRequestException or IOException => Unavailable(error.Message, error),
        TokenResponseException { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests } =>
            Unavailable("no access token for now", error),
        TokenResponseException => new CloudStorageException(
            $"Could not {What()}: the credentials gave no access token. Check the service account or GOOGLE_APPLICATION_CREDENTIALS.",
            error),
        _ => null,
    };

    private Exception Explain(GoogleApiException error)
    {
        var status = (int)error.HttpStatusCode;
        var said = error.Error?.Message ?? error.Message;
        return error.HttpStatusCode switch
        {
            HttpStatusCode.PreconditionFailed when IfGeneration is { } expected => new ObjectPreconditionException(Name, expected),
            // A bucket that is gone is told the same way; whatever the caller does next says so.
            HttpStatusCode.NotFound when Verb is Compose && IfGeneration is { } expected => new ObjectPreconditionException(Name, expected),
            HttpStatusCode.NotFound => new CloudStorageException(
                $"Could not {What()}: {said} The bucket '{Bucket}' does not exist.", error),
            HttpStatusCode.Forbidden when IsRateLimit(error) => Unavailable($"{status}: {said}", error),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new CloudStorageException(
                $"Could not {What()}: {status}: {said} The caller's service account needs {Permission} on the bucket '{Bucket}' "
                + "(roles/storage.objectUser has them).",
                error),
            // Without an error status, the answer itself could not be read: a write may have taken effect.
            HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError or < HttpStatusCode.MultipleChoices => Unavailable($"{status}: {said}", error),
            _ => new CloudStorageException($"Could not {What()}: {status}: {said}", error),
        };
    }

    private static bool IsRateLimit(GoogleApiException error) =>
        error.Error?.Errors?.Any(single => single.Reason?.EndsWith("ateLimitExceeded", StringComparison.Ordinal) ?? false) ?? false;

    private string What() => Verb is List
        ? $"list the objects '{Name}*' in bucket '{Bucket}'"
        : $"{Verb} the object '{Name}' in bucket '{Bucket}'";

    private ObjectStoreUnavailableException Unavailable(string reason, Exception error) => new($"Could not {What()}: {reason}", error);
}
