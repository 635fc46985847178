using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Serialization;

namespace Loadgen.Records;

/// <summary>Reads what a line says of its call. The result keeps the line's JSON.</summary>
internal static class CallReader
{
    /// <summary>Reads <c>invoke</c> or <c>dispatch</c> of an event that was sent.</summary>
    /// <exception cref="JsonFormatException">A member is missing or not what a call has.</exception>
    public static CallResult Read(JsonElement call, Outcome outcome) => new()
    {
        Outcome = outcome,
        StatusCode = call.HasValue(CallMember.StatusCode) ? call.Whole(CallMember.StatusCode) : null,
        Latency = ReadPart(call, CallMember.Latency) ?? throw new JsonFormatException($"'{CallMember.Latency}' is null in a call"),
        Timings = call.TryGetProperty(CallMember.Timings, out var timings) ? ReadTimings(timings) : new(null, null, null, null, null),
        RequestBytes = ReadBytes(call, CallMember.RequestBytes),
        ResponseBytes = ReadBytes(call, CallMember.ResponseBytes),
        Error = call.HasValue(CallMember.Error) ? call.Text(CallMember.Error) : null,
        ResponseJson = ResponseJson(call),
        ResponseSnippet = call.HasValue(CallMember.ResponseSnippet)
            ? call.Member(CallMember.ResponseSnippet, JsonValueKind.String).GetString()
            : null,
    };

    /// <summary>The answer's body, where it was JSON.</summary>
    public static JsonElement? ResponseJson(JsonElement call) =>
        call.HasValue(CallMember.ResponseJson) ? call.GetProperty(CallMember.ResponseJson) : null;

    private static CallTimings ReadTimings(JsonElement timings) => new(
        ReadPart(timings, CallMember.Dns),
        ReadPart(timings, CallMember.Connect),
        ReadPart(timings, CallMember.Tls),
        ReadPart(timings, CallMember.FirstByte),
        ReadPart(timings, CallMember.Download));

    private static TimeSpan? ReadPart(JsonElement json, string name) => LogLineParser.ReadMilliseconds(json, name) is { } part
        ? part >= TimeSpan.Zero ? part : throw new JsonFormatException($"'{name}' is negative")
        : null;

    private static long ReadBytes(JsonElement call, string name) =>
        call.Member(name, JsonValueKind.Number) is var member && member.TryGetInt64(out var bytes) && bytes >= 0
            ? bytes
            : throw new JsonFormatException($"'{name}' is {Excerpt.Of(member.GetRawText())}; allowed is a number of bytes");
}
