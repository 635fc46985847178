using System.Text;

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
}

/// <summary>One line for a run's log.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Utf8">One JSON object, without the newline.</param>
public sealed record LogLine(LineKey Key, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The JSON text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
