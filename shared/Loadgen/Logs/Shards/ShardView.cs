using Loadgen.Records;
using Loadgen.Runs;

namespace Loadgen.Logs.Shards;

/// <summary>
/// Which shards of a run count beside its log. A shard that the log names has been taken into it, with all that it covers; one that a shard
/// of a higher level covers is a part of that one. What does not count is about to be deleted.
/// </summary>
public sealed class ShardView
{
    private ShardView(List<ShardName> counting, List<ShardName> obsolete) => (Counting, Obsolete) = (counting, obsolete);

    /// <summary>The shards whose lines are the run's, in the order of their names.</summary>
    public IReadOnlyList<ShardName> Counting { get; }

    /// <summary>The stored shards whose lines are in the log or in another shard.</summary>
    public IReadOnlyList<ShardName> Obsolete { get; }

    /// <summary>How many lines of events are in the shards that count.</summary>
    public long Events => Counting.Sum(shard => (long)shard.Events);

    /// <inheritdoc cref="Of(IEnumerable{string}, IEnumerable{ShardName})"/>
    /// <param name="log">Lines of the log, among them those that name shards.</param>
    public static ShardView Of(IEnumerable<string> stored, IEnumerable<LogEntry> log, RunIdentity run) =>
        Of(stored, NamedIn(log.OfType<ShardsEntry>().Where(line => line.Run == run)));

    /// <summary>The view of a run.</summary>
    /// <param name="stored">
    /// The names of the objects in the run's folder of shards, with or without folders; what names no shard is none. They have to be listed
    /// before the log is read: a shard that is gone by then is named in the log.
    /// </param>
    /// <param name="named">The shards that the log names.</param>
    public static ShardView Of(IEnumerable<string> stored, IEnumerable<ShardName> named)
    {
        List<ShardName> all =
            [.. stored.Select(ShardName.Of).OfType<ShardName>().Distinct().OrderBy(shard => shard.ToString(), StringComparer.Ordinal)];
        var taken = named.ToHashSet();
        var places = all.Concat(taken).Select(PlaceOf).ToHashSet();
        var highest = places.Count == 0 ? 0 : places.Max(place => place.Level);
        var counting = new List<ShardName>();
        var obsolete = new List<ShardName>();
        foreach (var shard in all)
            (taken.Contains(shard) || IsCovered(shard) ? obsolete : counting).Add(shard);
        return new(counting, obsolete);

        bool IsCovered(ShardName shard)
        {
            while (shard.Level < highest)
            {
                shard = shard.Parent;
                if (places.Contains(PlaceOf(shard)))
                    return true;
            }

            return false;
        }
    }

    private static IEnumerable<ShardName> NamedIn(IEnumerable<ShardsEntry> lines)
    {
        foreach (var text in lines.SelectMany(line => line.Shards))
        {
            if (ShardName.TryParse(text, out var name))
                yield return name;
        }
    }

    private static ShardName PlaceOf(ShardName shard) => shard with { Events = 0 };
}
