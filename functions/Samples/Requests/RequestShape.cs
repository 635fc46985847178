namespace Loadgen.Samples.Requests;

/// <summary>How a sample's requests look.</summary>
/// <param name="FunctionId">What the function is called in its answers and log lines.</param>
public sealed record RequestShape(string FunctionId)
{
    /// <summary>The member that holds the payload with its correlation members; <see langword="null"/>: the body is the payload.</summary>
    public string? PayloadMember { get; init; }

    /// <summary>The body that a GET stands for; <see langword="null"/> where the function only takes POST.</summary>
    public ReadOnlyMemory<byte>? BodyOfGet { get; init; }

    /// <summary>The methods that are taken, as the header <c>Allow</c> lists them.</summary>
    public string Methods => BodyOfGet is null ? "POST" : "GET, POST";

    /// <summary>Finds the payload in a body.</summary>
    /// <exception cref="RefusedRequestException">It has none.</exception>
    public Payload PayloadOf(Payload body) => PayloadMember is { } member ? body.Object(member) : body;
}
