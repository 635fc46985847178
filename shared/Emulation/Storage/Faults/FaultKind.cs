using System.Text.Json.Serialization;

namespace Loadgen.Emulation.Storage.Faults;

/// <summary>What can happen to a request.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is refused with 429 (<c>rateLimitExceeded</c>) and takes no effect.</summary>
    TooManyRequests,

    /// <summary>It is refused with 503 (<c>backendError</c>) and takes no effect.</summary>
    Unavailable,

    /// <summary>The connection breaks before it took effect.</summary>
    ResetBefore,

    /// <summary>It takes effect, and the connection breaks before the answer.</summary>
    ResetAfter,
}

/// <summary>A fault of the next requests.</summary>
/// <param name="Count">How many requests, at least 1.</param>
public sealed record FaultOrder(FaultKind Kind, int Count);

/// <summary>What happens to one request.</summary>
/// <param name="Latency">How long it waits before anything else.</param>
public sealed record FaultDecision(FaultKind Kind, TimeSpan Latency);
