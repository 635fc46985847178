using System.Text.Json;
using Loadgen.Samples.Logs;

namespace Loadgen.Samples.Requests;

/// <summary>What a sample answers to a request that it understood.</summary>
/// <param name="Status">The member <c>status</c>: <c>ok</c>, or what else the function has to say.</param>
/// <param name="WriteMembers">Writes the members that are the function's own.</param>
public sealed record SampleAnswer(string Status, Action<Utf8JsonWriter> WriteMembers)
{
    /// <summary>What a dispatcher decided; for the log line, as the error is.</summary>
    public DispatchDecision? Decision { get; init; }

    /// <summary>What went wrong although the request is answered as usual.</summary>
    public string? Error { get; init; }
}
