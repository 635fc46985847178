using System.Text.Json;

namespace Loadgen.Cli.Local.Progress;

/// <summary>As much of an event's line as is shown. All durations are the trace's, in milliseconds.</summary>
internal sealed record EventResult
{
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

    /// <summary>Reads a line of a run's log.</summary>
    /// <returns><see langword="null"/> where it is not an event's line.</returns>
    public static EventResult? Read(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (!root.TryGetProperty("event_id", out var eventId))
            return null;

        var call = root.TryGetProperty("dispatch", out var dispatch) ? dispatch : root.GetProperty("invoke");
        var timings = call.GetProperty("timings");
        return new()
        {
            EventId = eventId.GetString()!,
            Outcome = root.GetProperty("outcome").GetString()!,
            Region = root.GetProperty("target_region").GetString(),
            LagMilliseconds = Number(root.GetProperty("start_lag_ms")),
            LatencyMilliseconds = Number(call.GetProperty("latency_ms")),
            Parts = [.. timings.EnumerateObject().Select(part => Number(part.Value))],
            IsTimeShifted = root.GetProperty("time_shifted").ValueKind is JsonValueKind.True,
            StatusCode = (int?)Number(call.GetProperty("status_code")),
            Error = call.GetProperty("error").GetString(),
        };
    }

    private static double? Number(JsonElement value) => value.ValueKind is JsonValueKind.Number ? value.GetDouble() : null;
}
