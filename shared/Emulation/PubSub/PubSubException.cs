using Grpc.Core;

namespace Loadgen.Emulation.PubSub;

/// <summary>The broker refused a call.</summary>
/// <param name="status">
/// Why: <see cref="StatusCode.InvalidArgument"/> (wrong whatever the broker's state), <see cref="StatusCode.NotFound"/>,
/// <see cref="StatusCode.AlreadyExists"/>, or <see cref="StatusCode.FailedPrecondition"/> (the subscription is of the other kind).
/// </param>
public sealed class PubSubException(StatusCode status, string message) : Exception(message)
{
    /// <summary>Why, in Google's terms.</summary>
    public StatusCode Status { get; } = status;

    internal static PubSubException Invalid(string message) => new(StatusCode.InvalidArgument, message);
}
