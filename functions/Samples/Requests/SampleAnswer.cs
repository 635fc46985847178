using System.Text.Json;

namespace Loadgen.Samples.Requests;

/// <summary>What a sample answers to a request that it understood.</summary>
/// <param name="Status">The member <c>status</c>: <c>ok</c>, or what else the function has to say.</param>
/// <param name="WriteMembers">Writes the members that are the function's own.</param>
public sealed record SampleAnswer(string Status, Action<Utf8JsonWriter> WriteMembers)
{
    /// <summary>What went wrong although the request is answered as usual; for the log line.</summary>
    public string? Error { get; init; }
}
