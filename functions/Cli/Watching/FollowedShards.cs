using Loadgen.Logs.Shards;
using Loadgen.Records;

namespace Loadgen.Cli.Watching;

/// <summary>The shards of a run, each of which is read once.</summary>
/// <param name="folder">Where they lie.</param>
internal sealed class FollowedShards(ILogPlace place, string folder)
{
    private readonly HashSet<ShardName> _read = [];

    /// <summary>The lines that are new, among which may be some that are not.</summary>
    public async Task<IReadOnlyList<RunEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<RunEntry>();
        foreach (var shard in ShardView.Of(await place.ListStateAsync(folder, cancellationToken) ?? [], []).Counting)
        {
            // Joined ones hold what was read already. One that is gone has been taken into the log, or into another one.
            if (_read.Contains(shard) || _read.Where(shard.Covers).Sum(read => (long)read.Events) == shard.Events
                || await place.FindStateAsync(folder + shard.ObjectName, cancellationToken) is not { } content)
                continue;
            _read.Add(shard);
            lines.AddRange(RunLogReader.Read(content).Entries.OfType<RunEntry>());
        }

        return lines;
    }
}
