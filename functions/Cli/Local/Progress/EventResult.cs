using System.Text.Json;

namespace Loadgen.Cli.Local.Progress;

/// <summary>As much of an event's line as is shown. All durations are the trace's, in milliseconds.</summary>
internal sealed record EventResult
{
    // As deeply as an answer may nest, and two levels around it.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    public required string EventId { get; init; }

    public required string Outcome { get; init; }

    /// <summary>Where the function ran or will run; <see langword="null"/> where the dispatcher did not say.</summary>
    public string? Region { get; init; }

    public double? LagMilliseconds { get; init; }

    /// <summary>The round trip of the one call, in scenario C to the dispatcher.</summary>
    public double? LatencyMilliseconds { get; init; }

    /// <summary>DNS, connect, TLS, first byte, download.</summary>
    public required IReadOnlyList<double?> Parts { get; init; }

    /// <summary>Whether the dispatcher put the work off.</summary>
    public bool IsTimeShifted { get; init; }

    public int? StatusCode { get; init; }

    public string? Error { get; init; }

    /// <summary>Reads a line of a run's log, as far as it says what a line says.</summary>
    /// <returns><see langword="null"/> where it is not an event's line.</returns>
    public static EventResult? Read(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line, Options);
        var root = document.RootElement;
        if (Text(root, "event_id") is not { } eventId || Text(root, "outcome") is not { } outcome)
            return null;

        var call = Member(root, "dispatch") is { ValueKind: not JsonValueKind.Undefined } dispatch ? dispatch : Member(root, "invoke");
        var timings = Member(call, "timings");
        return new()
        {
            EventId = eventId,
            Outcome = outcome,
            Region = Text(root, "target_region"),
            LagMilliseconds = Number(root, "start_lag_ms"),
            LatencyMilliseconds = Number(call, "latency_ms"),
            Parts = timings.ValueKind is JsonValueKind.Object ? [.. timings.EnumerateObject().Select(part => Number(part.Value))] : [],
            IsTimeShifted = Member(root, "time_shifted").ValueKind is JsonValueKind.True,
            StatusCode = (int?)Number(call, "status_code"),
            Error = Text(call, "error"),
        };
    }

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static double? Number(JsonElement json, string name) => Number(Member(json, name));

    private static double? Number(JsonElement value) => value.ValueKind is JsonValueKind.Number ? value.GetDouble() : null;
}
