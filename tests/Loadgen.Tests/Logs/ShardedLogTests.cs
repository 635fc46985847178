using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Logs;

public sealed class ShardedLogTests
{
    [Fact]
    public void Lines_wait_in_shards_until_the_last_one_and_then_the_log_has_all()
    {
        var big = new BigRun(new World(), events: 3);
        var log = big.NewLog();

        big.World.Virtual.Run(async () =>
        {
            await log.AppendAsync(World.StartLine(big.Run), default);
            await big.World.Time.DelayUntilAsync(World.Hour, default);
            Assert.True(await log.AppendAsync(big.Line(1), null, default));
            Assert.True(await log.AppendAsync(big.Line(2), null, default));
            Assert.Single(big.World.LinesOf(big.Run.LogObject));
            Assert.Equal(["e:1", "e:2"], big.Ids());
            Assert.False(log.IsComplete);
            Assert.True(await log.AppendAsync(big.Line(3), null, default));
        });

        Assert.True(log.IsComplete);
        big.AssertComplete();
        Assert.Empty(big.Shards);
        Assert.Equal(big.World.LinesOf(big.Run.LogObject).Order(), big.World.Printed.Select(line => line.ToString()).Order());
        Assert.DoesNotContain(big.World.Store.Names, name => name.Contains("/parts/", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_that_are_ready_together_go_out_in_one_request()
    {
        var big = new BigRun(new World(), events: 1001);
        var log = big.NewLog();

        big.World.Virtual.Run(
            () => Task.WhenAll(Enumerable.Range(0, 1000).Select(i => log.AppendAsync(big.Line(i), null, default))));

        Assert.Equal(1000, big.Ids().Distinct().Count());
        Assert.InRange(big.World.Store.Requests.Count, 1, 2);
    }

    [Theory]
    [InlineData(Fault.Refused, "a refused request is made again")]
    [InlineData(Fault.AnswerLost, "a request whose answer was lost finds what it did")]
    public void Whatever_befalls_each_request_every_line_is_there_once(Fault fault, string reason)
    {
        for (var position = 0; position < 40; position++)
        {
            var big = new BigRun(new World(seed: position), events: 40);
            var log = big.NewLog();
            for (var i = 0; i < position; i++)
                big.World.Store.Faults.Enqueue(Fault.None);
            big.World.Store.Faults.Enqueue(fault);
            big.World.Store.Faults.Enqueue(fault);

            big.World.Virtual.Run(async () =>
            {
                await big.World.Time.DelayUntilAsync(World.Hour, default);
                for (var i = 0; i < 38; i++)
                    Assert.True(await log.AppendAsync(big.Line(i), null, default), reason);
                await Task.WhenAll(log.AppendAsync(big.Line(38), null, default), log.AppendAsync(big.Line(39), null, default));
            });

            big.AssertComplete($"{reason}, at {position}");
            Assert.Equal(40, big.World.Printed.Count(line => line.Key.IsEvent));
        }
    }

    [Fact]
    public void Many_writers_lose_and_double_nothing_and_any_of_them_completes_the_log()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var big = new BigRun(new World(seed), events: 120);
            var logs = Enumerable.Range(0, 4).Select(_ => big.NewLog()).ToArray();
            var random = new Random(seed);
            for (var i = 0; i < 300; i++)
                big.World.Store.Faults.Enqueue((Fault)Math.Max(0, random.Next(8) - 5));

            big.World.Virtual.Run(() => Task.WhenAll(Enumerable.Range(0, 120).Select(async i =>
            {
                await big.World.Time.DelayUntilAsync(World.Hour.AddMilliseconds(random.Next(60_000)), default);
                Assert.True(await logs[i % 4].AppendAsync(big.Line(i), null, default));
            })));

            big.AssertComplete($"seed {seed}");
            Assert.Equal(120, big.World.Printed.Count(line => line.Key.IsEvent));
        }
    }

    [Theory]
    [InlineData(33, "a batch more than a block")]
    [InlineData(64, "two blocks")]
    [InlineData(32 * 32 + 40, "more than a block of blocks")]
    public void However_many_batches_a_writer_has_few_shards_are_there_and_all_get_into_the_log(int batches, string reason)
    {
        var big = new BigRun(new World(), batches);
        var log = big.NewLog();
        var most = 0;

        big.World.Virtual.Run(async () =>
        {
            await big.World.Time.DelayUntilAsync(World.Hour, default);
            for (var i = 0; i < batches; i++)
            {
                await log.AppendAsync(big.Line(i), null, default);
                most = Math.Max(most, big.Shards.Count());
                if (i < batches - 1)
                    Assert.Equal(i + 1, big.Ids().Count);
            }
        });

        big.AssertComplete(reason);
        Assert.Empty(big.Shards);
        Assert.InRange(most, 31, 62);
    }

    [Fact]
    public void More_shards_than_one_compose_takes_are_taken_in_one_after_another()
    {
        var big = new BigRun(new World(), events: 65);

        big.World.Virtual.Run(async () =>
        {
            await big.World.Time.DelayUntilAsync(World.Hour, default);
            for (var i = 0; i < 65; i++)
                await big.NewLog().AppendAsync(big.Line(i), null, default);
        });

        big.AssertComplete();
        Assert.Equal(3, big.World.LinesOf(big.Run.LogObject).Count(line => line.Contains(RunLine.Shards, StringComparison.Ordinal)));
    }

    public static TheoryData<double?, bool, string> Dues => new()
    {
        { null, true, "a manifest of version 0.9 does not say when the last one is due" },
        { -60, true, "the last one is due" },
        { 4, true, "clocks may differ" },
        { 60, false, "there is more to come" },
    };

    [Theory]
    [MemberData(nameof(Dues))]
    public void Nobody_looks_for_the_end_before_the_last_event_is_due(double? secondsAhead, bool looks, string reason)
    {
        var world = new World();
        var run = World.NewRun(3) with
        {
            LastDue = secondsAhead is { } ahead ? world.Time.GetUtcNow().AddSeconds(ahead) : null,
        };
        var line = World.EventLine("e:1", run);

        world.Virtual.Run(() => world.NewLogs(mostInOneObject: 1).Of(run).AppendAsync(line, null, default));

        Assert.True(looks == world.Store.Requests.Exists(request => request.StartsWith("list", StringComparison.Ordinal)), reason);
    }

    [Fact]
    public void Whoever_stored_lines_together_looks_for_the_end_once()
    {
        var big = new BigRun(new World(), events: 1001);
        var log = big.NewLog();

        big.World.Virtual.Run(async () =>
        {
            await big.World.Time.DelayUntilAsync(World.Hour, default);
            await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => log.AppendAsync(big.Line(i), null, default)));
        });

        Assert.Single(big.World.Store.Requests, request => request.StartsWith("list", StringComparison.Ordinal));
    }

    [Fact]
    public void Other_runs_foreign_lines_and_lines_of_version_0_9_in_the_log_object_are_left_alone_and_the_last_count()
    {
        var big = new BigRun(new World(), events: 3);
        var other = big.Run with { RunId = "20260120T135900Z" };
        var content = $"not JSON\n[1]\n{big.Line(1)}\n{World.EventLine("e:2", other)}\nno newline {big.Run.RunId}";

        big.World.Virtual.Run(async () =>
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(content);
            await big.World.Store.WriteAsync(big.Run.LogObject, bytes, "text/plain", 0, default);
            await big.World.Time.DelayUntilAsync(World.Hour, default);
            var log = big.NewLog();
            Assert.True(await log.ContainsAsync(big.Line(1).Key, null, default));
            Assert.False(await log.ContainsAsync(big.Line(2).Key, log.NextShard, default));
            await log.AppendAsync(big.Line(2), null, default);
            Assert.False(log.IsComplete);
            await log.AppendAsync(big.Line(3), null, default);
            Assert.True(log.IsComplete);
        });

        var lines = big.World.LinesOf(big.Run.LogObject);
        Assert.Equal(content.Split('\n'), lines[..5]);
        Assert.Equal(9, lines.Length);
    }
}
