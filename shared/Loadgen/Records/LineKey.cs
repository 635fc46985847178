using System.Text.Json;
using Loadgen.Runs;

namespace Loadgen.Records;

/// <summary>What a line of a run's log is about. A run has one line of each key, whoever writes it and however often.</summary>
/// <param name="Value"><c>start</c>, <c>complete</c>, or the event's ID.</param>
public readonly record struct LineKey(string Value)
{
    /// <summary>The run's first line. No event ID lacks a colon, so the two keys of run lines cannot be an event's.</summary>
    public static LineKey Start { get; } = new("start");

    /// <summary>The run's last line.</summary>
    public static LineKey Complete { get; } = new("complete");

    /// <summary>Whether the key is an event's.</summary>
    public bool IsEvent => this != Start && this != Complete;

    /// <summary>The line of an event.</summary>
    public static LineKey OfEvent(string eventId) => new(eventId);

    /// <summary>
    /// The key of a stored line, where it is one of <paramref name="run"/>. A writer reads a whole log this way before it appends, so only
    /// what makes the key is looked at, and nothing is refused; <see cref="LogLineParser"/> is strict.
    /// </summary>
    /// <returns><see langword="null"/> where it is another run's line, or none.</returns>
    internal static LineKey? Find(ReadOnlyMemory<byte> line, Run run)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Find(document.RootElement, run);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static LineKey? Find(JsonElement line, Run run)
    {
        if (line.ValueKind is not JsonValueKind.Object
            || !Is(RunMember.RunId, run.RunId)
            || !Is(RunMember.ExperimentId, run.ExperimentId)
            || !Is(RunMember.Scenario, run.Scenario.ToString())
            || !Is(RunMember.TraceHour, run.TraceHour.ToString()))
            return null;

        if (Is(LineMember.Message, RunLine.Start))
            return Start;
        if (Is(LineMember.Message, RunLine.Complete))
            return Complete;
        return line.TryGetProperty(LineMember.EventId, out var eventId) && eventId.ValueKind is JsonValueKind.String
            ? OfEvent(eventId.GetString()!)
            : null;

        bool Is(string name, string value) =>
            line.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String && member.ValueEquals(value);
    }
}
