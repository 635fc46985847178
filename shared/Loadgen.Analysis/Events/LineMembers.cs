using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Serialization;

namespace Loadgen.Analysis.Events;

/// <summary>What members of events' lines are, other than text.</summary>
internal static class LineMembers
{
    /// <summary>
    /// Each is read as text and cast afterwards, so that one that is something else is null by itself, and is noticed. Macros of these
    /// names cast them.
    /// </summary>
    private static readonly (string Kind, string Allowed, string[] Names)[] OfLine =
    [
        (
            "number", "a number",
            ["start_lag_ms", "end_to_end_latency_ms", "clock_speed", "dispatcher_carbon_intensity"]
        ),
        ("small", "a whole number of at most 32 bits", ["invocation_index"]),
        ("flag", "true or false", ["time_shifted"]),
        (
            "moment", "a moment in UTC such as 2026-01-20T13:00:04.501Z",
            ["sent_time_utc", "dispatcher_sent_time_utc", "target_time_utc", "deadline_utc"]
        ),
    ];

    private static readonly (string Kind, string Allowed, string[] Names)[] OfCall =
    [
        ("number", "a number", ["latency_ms"]),
        ("small", "a whole number of at most 32 bits", ["status_code"]),
        ("whole", "a whole number", ["request_bytes", "response_bytes"]),
    ];

    private static readonly (string Kind, string Allowed, string[] Names)[] OfTimings =
        [("number", "a number", ["dns_ms", "connect_ms", "tls_ms", "first_byte_ms", "download_ms"])];

    /// <summary>Whether one of them is something else, as SQL.</summary>
    public static string IsWrong { get; } = string.Join(
        " OR ",
        new[] { ("", OfLine), ("call.", OfCall), ("call.timings.", OfTimings) }.SelectMany(part => part.Item2.SelectMany(members =>
            members.Names.Select(name => $"({part.Item1}{name} IS NOT NULL AND {members.Kind}({part.Item1}{name}) IS NULL)"))));

    /// <summary>Says which of them is something else.</summary>
    /// <returns><see langword="null"/> where none is.</returns>
    public static string? ProblemOf(JsonElement line) =>
        ProblemOf(line, OfLine) ?? ProblemOfCall(line, "invoke") ?? ProblemOfCall(line, "dispatch");

    private static string? ProblemOfCall(JsonElement line, string name)
    {
        if (!HasObject(line, name, out var call, out var problem))
            return problem;
        return ProblemOf(call, OfCall)
            ?? (HasObject(call, "timings", out var timings, out problem) ? ProblemOf(timings, OfTimings) : problem);
    }

    private static bool HasObject(JsonElement parent, string name, out JsonElement found, out string? problem)
    {
        var isThere = parent.TryGetProperty(name, out found) && found.ValueKind is not JsonValueKind.Null;
        problem = isThere && found.ValueKind is not JsonValueKind.Object ? Wrong(name, found, "an object") : null;
        return isThere && problem is null;
    }

    private static string? ProblemOf(JsonElement parent, (string Kind, string Allowed, string[] Names)[] all)
    {
        foreach (var (kind, allowed, names) in all)
        {
            foreach (var name in names)
            {
                if (parent.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null && !Is(kind, member))
                    return Wrong(name, member, allowed);
            }
        }

        return null;
    }

    private static bool Is(string kind, JsonElement member) => kind switch
    {
        "flag" => member.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "moment" => member.ValueKind is JsonValueKind.String && member.GetString() is [.., 'Z'] text && Instant.TryParse(text, out _),
        "small" => member.ValueKind is JsonValueKind.Number && member.TryGetInt32(out _),
        "whole" => member.ValueKind is JsonValueKind.Number && member.TryGetInt64(out _),
        _ => member.ValueKind is JsonValueKind.Number && double.IsFinite(member.GetDouble()),
    };

    private static string Wrong(string name, JsonElement member, string allowed) =>
        $"'{name}' is {Excerpt.Of(member.GetRawText())}; allowed is {allowed}";
}
