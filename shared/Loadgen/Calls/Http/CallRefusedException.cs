namespace Loadgen.Calls.Http;

/// <summary>A request that we ourselves did not send, and why.</summary>
/// <param name="kind">The kind of error, as in <c>Kind: message</c>.</param>
/// <param name="message">Holds no secret: it is logged as it is.</param>
internal sealed class CallRefusedException(string kind, string message) : Exception(message)
{
    public string Kind { get; } = kind;
}
