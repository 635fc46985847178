using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples.Requests;

/// <summary>A request that is answered with an error. The message goes into the answer.</summary>
/// <param name="message">What is wrong: the thing, what was found, what is allowed.</param>
public sealed class RefusedRequestException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>A member that is missing or of the wrong type: 400.</summary>
    public static RefusedRequestException Malformed(string name, string found, string allowed) =>
        new(StatusCodes.Status400BadRequest, Describe(name, found, allowed));

    /// <summary>Something that is asked for and does not exist: 404.</summary>
    public static RefusedRequestException Unknown(string name, string found, string allowed) =>
        new(StatusCodes.Status404NotFound, Describe(name, found, allowed));

    /// <summary>A member of the right type whose value is not allowed: 422.</summary>
    public static RefusedRequestException NotAllowed(string name, string found, string allowed) =>
        new(StatusCodes.Status422UnprocessableEntity, Describe(name, found, allowed));

    private static string Describe(string name, string found, string allowed) => $"{name}: found {found}; allowed: {allowed}";
}
