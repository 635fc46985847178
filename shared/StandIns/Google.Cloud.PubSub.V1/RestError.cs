using System.Text.Json;
using Grpc.Core;

namespace Google.Cloud.PubSub.V1;

/// <summary>
/// Google's error JSON, <c>{"error": {"code": 404, "message": "…", "status": "NOT_FOUND"}}</c>, as gRPC would have told it.
/// </summary>
internal static class RestError
{
    public static RpcException Read(int httpStatus, string body)
    {
        var (name, message) = Parse(body);
        var code = Enum.TryParse<StatusCode>(name?.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var known)
            ? known
            : FromHttp(httpStatus);
        return new RpcException(new Status(code, message ?? $"HTTP status {httpStatus}"));
    }

    private static (string? Status, string? Message) Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object
                ? (Member(error, "status"), Member(error, "message"))
                : default;
        }
        catch (JsonException)
        {
            // A proxy's page, say: the status line has to do.
            return default;
        }
    }

    private static string? Member(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static StatusCode FromHttp(int status) => status switch
    {
        400 => StatusCode.InvalidArgument,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.NotFound,
        409 => StatusCode.Aborted,
        429 => StatusCode.ResourceExhausted,
        499 => StatusCode.Cancelled,
        500 => StatusCode.Internal,
        501 => StatusCode.Unimplemented,
        502 or 503 => StatusCode.Unavailable,
        504 => StatusCode.DeadlineExceeded,
        _ => StatusCode.Unknown,
    };
}
