using System.Net;

namespace Loadgen.Emulation.Storage.Objects;

/// <summary>A request that Cloud Storage answers with an error.</summary>
/// <param name="reason">Google's machine-readable reason.</param>
internal sealed class StorageException(HttpStatusCode status, string reason, string message) : Exception(message)
{
    internal HttpStatusCode Status { get; } = status;

    internal string Reason { get; } = reason;

    internal static StorageException Invalid(string message) => new(HttpStatusCode.BadRequest, "invalid", message);

    internal static StorageException Required(string message) => new(HttpStatusCode.BadRequest, "required", message);

    internal static StorageException NotFound(string message) => new(HttpStatusCode.NotFound, "notFound", message);

    internal static StorageException NoBucket(string bucket) => NotFound($"There is no bucket '{bucket}'.");

    internal static StorageException NoObject(string bucket, string name) => NotFound($"No such object: {bucket}/{name}");

    internal static StorageException Conflict(string message) => new(HttpStatusCode.Conflict, "conflict", message);

    internal static StorageException ConditionNotMet(string condition) =>
        new(HttpStatusCode.PreconditionFailed, "conditionNotMet", $"The precondition {condition} does not hold.");

    /// <summary>A read whose <c>…NotMatch</c> precondition says that the client has this version already.</summary>
    internal static StorageException NotModified() => new(HttpStatusCode.NotModified, "notModified", "Not modified.");

    internal static StorageException RateLimited(string bucket, string name) => new(
        HttpStatusCode.TooManyRequests,
        "rateLimitExceeded",
        $"The object {bucket}/{name} exceeded the rate limit for object mutation operations (create, update, and delete). "
        + "Please reduce your request rate. See https://cloud.google.com/storage/docs/gcs429.");
}
