using System.Text;
using System.Text.Json;
using Loadgen.Runs;
using Loadgen.Serialization;

namespace Loadgen.Records;

/// <summary>What a line of a run's log is about. A run has one line of each key, whoever writes it and however often.</summary>
/// <param name="Value"><c>start</c>, <c>complete</c>, <c>shards</c> with the first of them, or the event's ID.</param>
public readonly record struct LineKey(string Value)
{
    private const string ShardsPrefix = "shards ";

    /// <summary>The run's first line. No event ID lacks a colon, so the keys of run lines cannot be an event's.</summary>
    public static LineKey Start { get; } = new("start");

    /// <summary>The run's last line.</summary>
    public static LineKey Complete { get; } = new("complete");

    /// <summary>Whether the key is an event's.</summary>
    public bool IsEvent => Value.Contains(':', StringComparison.Ordinal);

    /// <summary>Whether it is the key of a line that names shards.</summary>
    public bool IsOfShards => Value.StartsWith(ShardsPrefix, StringComparison.Ordinal);

    /// <summary>The line of an event.</summary>
    public static LineKey OfEvent(string eventId) => new(eventId);

    /// <summary>The line that names shards.</summary>
    /// <param name="first">The first of them.</param>
    public static LineKey OfShards(string first) => new(ShardsPrefix + first);

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

    /// <summary>Whether one of the lines has this key. That of an event stands in its line as it is.</summary>
    internal bool IsIn(ReadOnlyMemory<byte> lines, Run run)
    {
        var text = Encoding.UTF8.GetBytes(Value);
        while (lines.Span.IndexOf(text) is var at and >= 0)
        {
            var begin = lines.Span[..at].LastIndexOf(JsonLines.NewLine) + 1;
            var length = lines.Span[at..].IndexOf(JsonLines.NewLine) is var rest and >= 0 ? at + rest - begin : lines.Length - begin;
            if (Find(lines.Slice(begin, length), run) == this)
                return true;
            lines = lines[Math.Min(begin + length + 1, lines.Length)..];
        }

        return false;
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
        if (Is(LineMember.Message, RunLine.Shards))
        {
            return line.TryGetProperty(LineMember.Shards, out var shards)
                && shards is { ValueKind: JsonValueKind.Array } && shards.GetArrayLength() > 0
                && shards[0] is { ValueKind: JsonValueKind.String } first
                ? OfShards(first.GetString()!)
                : null;
        }

        return line.TryGetProperty(LineMember.EventId, out var eventId) && eventId.ValueKind is JsonValueKind.String
            ? OfEvent(eventId.GetString()!)
            : null;

        bool Is(string name, string value) =>
            line.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String && member.ValueEquals(value);
    }
}
