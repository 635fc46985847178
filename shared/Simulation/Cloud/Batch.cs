using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Serialization;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Cloud;

/// <summary>Lines that were written together, and stay together, whatever they are composed into.</summary>
/// <param name="places">Of the events that have a line here, in the plan.</param>
/// <param name="named">The shards that a run line here says the log has taken in.</param>
/// <param name="isComplete">Whether the run's last line is here.</param>
internal sealed class Batch(IReadOnlyList<int> places, IReadOnlyList<ShardName> named, bool isComplete)
{
    private IReadOnlyList<(Outcome Outcome, DateTimeOffset RecordedAt)> _lines = [];

    /// <summary>Of the events that have a line here, in the plan.</summary>
    public IReadOnlyList<int> Places { get; } = places;

    public IReadOnlyList<ShardName> Named { get; } = named;

    public bool IsComplete { get; } = isComplete;

    /// <summary>Reads lines, all of which must be of this hour's run.</summary>
    public static Batch Read(ReadOnlyMemory<byte> content, Dossiers dossiers)
    {
        var (places, lines, named) = (new List<int>(), new List<(Outcome, DateTimeOffset)>(), new List<ShardName>());
        var isComplete = false;
        foreach (var line in JsonLines.Split(content))
        {
            var root = JsonElement.Parse(line.Span);
            if (root.TryGetProperty("outcome", out var outcome))
            {
                places.Add(dossiers.PlaceOf(root.GetProperty("event_id").GetString()!));
                lines.Add((OutcomeNames.Find(outcome.GetString()!)!.Value, root.GetProperty("ts_utc").GetDateTimeOffset()));
            }
            else if (root.TryGetProperty("shards", out var shards))
            {
                foreach (var shard in shards.EnumerateArray())
                {
                    named.Add(
                        ShardName.TryParse(shard.GetString(), out var name)
                            ? name
                            : throw new InvalidOperationException($"{shard} is no shard."));
                }
            }
            else
            {
                isComplete |= root.GetProperty("message").ValueEquals(RunLine.Complete);
            }
        }

        return new([.. places], named, isComplete) { _lines = lines };
    }

    /// <summary>What its lines say, once: it is not kept.</summary>
    public IEnumerable<(int Place, Outcome Outcome, DateTimeOffset RecordedAt)> TakeLines()
    {
        var lines = _lines;
        _lines = [];
        return lines.Select((line, i) => (Places[i], line.Outcome, line.RecordedAt));
    }
}
