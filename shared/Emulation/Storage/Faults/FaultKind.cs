using System.Text.Json.Serialization;

namespace Loadgen.Emulation.Storage.Faults;

/// <summary>What can befall a request.</summary>
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

/// <summary>A fault that befalls the next requests.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="Count">How many requests, at least 1.</param>
public sealed record FaultOrder(FaultKind Kind, int Count);

/// <summary>What befalls one request.</summary>
/// <param name="Kind">The fault, or <see cref="FaultKind.None"/>.</param>
/// <param name="Latency">How long it waits before anything else.</param>
public sealed record FaultDecision(FaultKind Kind, TimeSpan Latency);
