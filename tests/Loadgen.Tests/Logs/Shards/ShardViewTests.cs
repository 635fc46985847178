using Loadgen.Configuration;
using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Tests.Logs.Shards;

public sealed class ShardViewTests
{
    private static readonly string A = new('a', 32);
    private static readonly string B = new('b', 32);

    public static TheoryData<string[], string[], string[], string> Views => new()
    {
        { [], [], [], "nothing is stored" },
        { ["a-0-00000000-3", "b-0-00000000-4"], [], ["a-0-00000000-3", "b-0-00000000-4"], "batches count" },
        { ["b-0-00000000-4", "a-0-00000000-3"], [], ["a-0-00000000-3", "b-0-00000000-4"], "in whichever order they are listed" },
        { ["a-0-00000000-3", "a-1-00000000-5"], [], ["a-1-00000000-5"], "what is covered is a part of what covers it" },
        { ["a-0-00000032-3", "a-1-00000000-5"], [], ["a-0-00000032-3", "a-1-00000000-5"], "what lies behind is none" },
        { ["b-0-00000000-3", "a-1-00000000-5"], [], ["a-1-00000000-5", "b-0-00000000-3"], "nor what another writes" },
        { ["a-0-00000000-3", "a-2-00000000-9"], [], ["a-2-00000000-9"], "also two levels up" },
        { ["a-0-00000000-3", "a-1-00000000-5", "a-2-00000000-9"], [], ["a-2-00000000-9"], "and through all of them" },
        { ["a-0-00000000-3", "b-0-00000000-4"], ["a-0-00000000-3"], ["b-0-00000000-4"], "what is named has been taken in" },
        { ["a-0-00000000-3", "b-0-00000000-4"], ["a-1-00000000-5"], ["b-0-00000000-4"], "with all that it covers, though it is gone" },
        { ["a-1-00000000-5"], ["a-0-00000000-3"], ["a-1-00000000-5"], "not what covers it" },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void Each_line_counts_once(string[] stored, string[] named, string[] counting, string reason)
    {
        var view = ShardView.Of(stored.Select(name => $"x/shards/{NameOf(name)}.jsonl"), named.Select(Read));

        Assert.True(counting.Select(Read).SequenceEqual(view.Counting), $"{reason}: {string.Join(' ', view.Counting)}");
        Assert.Equal(counting.Sum(name => Read(name).Events), view.Events);
        Assert.Equal(stored.Except(counting).Select(Read).OrderBy(name => $"{name}"), view.Obsolete);
    }

    [Fact]
    public void What_is_no_shard_does_not_count()
    {
        var view = ShardView.Of(["x/shards/", "x/shards/readme.txt", $"x/shards/{A}-0-00000000-3.json"], []);

        Assert.Empty(view.Counting);
        Assert.Empty(view.Obsolete);
    }

    [Fact]
    public void The_log_names_a_runs_shards_in_lines_of_that_run()
    {
        var run = new RunIdentity("experiment", Scenario.A, TraceHour.Containing(DateTimeOffset.UnixEpoch), "one");
        LogEntry[] log =
        [
            new ShardsEntry(1, run, [NameOf("a-0-00000000-3"), "no shard"], 0),
            new ShardsEntry(2, run with { RunId = "other" }, [NameOf("b-0-00000000-4")], 0),
        ];

        var view = ShardView.Of([$"x/{NameOf("a-0-00000000-3")}.jsonl", $"x/{NameOf("b-0-00000000-4")}.jsonl"], log, run);

        Assert.Equal([Read("b-0-00000000-4")], view.Counting);
        Assert.Equal([Read("a-0-00000000-3")], view.Obsolete);
    }

    private static string NameOf(string name) => (name[0] == 'a' ? A : B) + name[1..];

    private static ShardName Read(string name) => ShardName.TryParse(NameOf(name), out var read) ? read : throw new FormatException(name);
}
