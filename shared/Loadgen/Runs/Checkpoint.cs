using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Runs;

/// <summary>How far the planning of a run is.</summary>
/// <param name="Published">How many of its events have been published for certain, in the order of the plan.</param>
/// <param name="Number">
/// The highest number of the messages that carry the planning on: 0 is the tick, each continuation has the next. What has a lower one has
/// been relieved.
/// </param>
public sealed record Checkpoint(int Published, int Number)
{
    /// <summary>Of a run that was only begun.</summary>
    public static Checkpoint None { get; } = new(0, 0);

    /// <summary>What two planners of one run know together.</summary>
    public Checkpoint Or(Checkpoint other) => new(Math.Max(Published, other.Published), Math.Max(Number, other.Number));

    internal ReadOnlyMemory<byte> ToUtf8() => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("published", Published);
        writer.WriteNumber("n", Number);
        writer.WriteEndObject();
    });

    /// <summary>Reads one; version 0.9 had no numbers.</summary>
    /// <exception cref="JsonFormatException">It is not what <see cref="ToUtf8"/> writes.</exception>
    internal static Checkpoint Read(JsonElement root) =>
        new(root.Whole("published", least: 0), root.TryGetProperty("n", out _) ? root.Whole("n", least: 0) : 0);
}
