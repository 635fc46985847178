using System.Security.Cryptography;
using System.Text;
using Loadgen.Configuration;

namespace Loadgen.Calls;

/// <summary>
/// An event's place in distributed traces (W3C Trace Context). Made of the event's identity alone, so that it can be computed from any log.
/// </summary>
/// <param name="TraceId">32 hex digits: the first half of the SHA-256 of <c>{scenario}:{run_id}:{event_id}</c>.</param>
/// <param name="SpanId">16 hex digits: the 8 bytes of the hash that follow. The event's root span.</param>
public readonly record struct TraceContext(string TraceId, string SpanId)
{
    private const int TraceIdLength = 32;
    private const int SpanIdLength = 16;

    /// <summary>The trace of an event in a run.</summary>
    public static TraceContext Of(Scenario scenario, string runId, string eventId)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{scenario}:{runId}:{eventId}")));
        return new(hash[..TraceIdLength], hash.Substring(TraceIdLength, SpanIdLength));
    }

    /// <summary>The header <c>traceparent</c> of the event's requests; sampled.</summary>
    public string ToTraceParent() => $"00-{TraceId}-{SpanId}-01";
}
