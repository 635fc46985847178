using System.Text.Json;

namespace Loadgen.Calls;

/// <summary>What came of one request, as measured by the caller.</summary>
public sealed record CallResult
{
    /// <summary>What came of it: an answer of 2xx, another one, or none.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The answer's status; <see langword="null"/> where no status line arrived.</summary>
    public int? StatusCode { get; init; }

    /// <summary>
    /// From the start of the call to its end, also where it failed. The sum of <see cref="Timings"/> where the answer arrived whole.
    /// </summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>The parts of the latency.</summary>
    public required CallTimings Timings { get; init; }

    /// <summary>Bytes of the request's body.</summary>
    public required long RequestBytes { get; init; }

    /// <summary>Bytes of the answer's body that arrived, all of them counted however few were kept.</summary>
    public long ResponseBytes { get; init; }

    /// <summary><c>Kind: message</c> where the call failed; <see langword="null"/> where an answer arrived whole.</summary>
    public string? Error { get; init; }

    /// <summary>The answer's body, where it is JSON.</summary>
    public JsonElement? ResponseJson { get; init; }

    /// <summary>The first 1,000 characters of the answer's body, where it is not JSON.</summary>
    public string? ResponseSnippet { get; init; }
}

/// <summary>
/// The parts of a call's latency, one after the other. A part that did not come to its end is <see langword="null"/>. Where the answer
/// arrived whole, their sum is the latency.
/// </summary>
/// <param name="Dns">Until the name was resolved. Zero for an address.</param>
/// <param name="Connect">Until the connection stood.</param>
/// <param name="Tls">Until the TLS handshake was done. <see langword="null"/> without TLS.</param>
/// <param name="FirstByte">Sending the request, until the first byte of the answer.</param>
/// <param name="Download">Until the last byte of the answer.</param>
public sealed record CallTimings(TimeSpan? Dns, TimeSpan? Connect, TimeSpan? Tls, TimeSpan? FirstByte, TimeSpan? Download);
