using Loadgen.Logs;
using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Storage;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Logs;

/// <summary>A run whose event lines wait in shards, and what its readers see.</summary>
internal sealed class BigRun(World world, int events)
{
    public Run Run { get; } = World.NewRun(events) with { LastDue = World.Hour };

    public World World => world;

    /// <summary>How many shards there are.</summary>
    public IEnumerable<ShardName> Shards => world.Store.Names.Select(ShardName.Of).OfType<ShardName>();

    public RunLog NewLog(IObjectStore? store = null) => world.NewLogs(store, mostInOneObject: 1).Of(Run);

    public LogLine Line(int number, string outcome = "ok") => World.EventLine($"e:{number}", Run, outcome);

    /// <summary>The log's lines, with those of the shards that it has not taken in.</summary>
    public List<string> View()
    {
        var log = (world.Store.TextOf(Run.LogObject) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var named = log.Select(line => Parse(line) as ShardsEntry).OfType<ShardsEntry>().SelectMany(entry => entry.Shards)
            .Select(name => ShardName.TryParse(name, out var shard) ? shard : default);
        var view = ShardView.Of(world.Store.Names, named);
        return
        [
            .. log,
            .. view.Counting.SelectMany(shard => world.LinesOf($"{world.Paths.ShardsOf(Run)}{shard.ObjectName}")),
        ];
    }

    /// <summary>The IDs of the events that have their line, once for each.</summary>
    public List<string> Ids() => IdsOf(View());

    /// <summary>Whether the log object alone has one line for each event, and says so.</summary>
    public void AssertComplete(string reason = "")
    {
        var lines = world.LinesOf(Run.LogObject);
        var ids = IdsOf(lines);
        Assert.True(ids.Count == Run.Invocations, $"{reason}: {ids.Count} lines");
        Assert.Equal(Run.Invocations, ids.Distinct().Count());
        Assert.Single(lines, line => line.Contains(RunLine.Complete, StringComparison.Ordinal));
        Assert.Contains(RunLine.Complete, lines[^1], StringComparison.Ordinal);
        Assert.Equal(ids.Count, Ids().Count);
    }

    private static List<string> IdsOf(IEnumerable<string> lines) =>
        [.. lines.Select(line => line.Split("\"event_id\":\"")).Where(parts => parts.Length > 1).Select(parts => parts[1].Split('"')[0])];

    private static LogEntry? Parse(string line) =>
        RunLogReader.Read(System.Text.Encoding.UTF8.GetBytes(line)).Entries is [{ } entry] ? entry : null;
}
