namespace Loadgen.Emulation.PubSub;

/// <summary>Why the broker refused a call, in Google's terms.</summary>
public enum PubSubError
{
    /// <summary>400: the call is wrong whatever the broker's state.</summary>
    InvalidArgument,

    /// <summary>404: there is no such topic or subscription.</summary>
    NotFound,

    /// <summary>409: there is one already.</summary>
    AlreadyExists,

    /// <summary>400: the subscription is of another kind than the call needs.</summary>
    FailedPrecondition,
}

/// <summary>The broker refused a call.</summary>
/// <param name="error">Why.</param>
/// <param name="message">What is wrong.</param>
public sealed class PubSubException(PubSubError error, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public PubSubError Error { get; } = error;

    internal static PubSubException Invalid(string message) => new(PubSubError.InvalidArgument, message);
}
