namespace Grpc.Core;

/// <summary>A code, and words for a person.</summary>
/// <param name="statusCode">The code.</param>
/// <param name="detail">The words.</param>
/// <param name="debugException">What is behind it, for whoever debugs.</param>
public readonly struct Status(StatusCode statusCode, string detail, Exception? debugException)
{
    /// <summary>A status without an exception behind it.</summary>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; } = statusCode;

    /// <summary>The words.</summary>
    public string Detail { get; } = detail;

    /// <summary>What is behind it.</summary>
    public Exception? DebugException { get; } = debugException;

    /// <summary>Code and words.</summary>
    public override string ToString() => $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")";
}
