using Loadgen.Clocks;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Logs;

/// <summary>The end of a big run, whoever works on it and whoever is lost meanwhile.</summary>
public sealed class LogFinishTests
{
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(20);

    /// <summary>All but the last line: two writers with more than a block each, which are gone by now.</summary>
    private static async Task WriteAllButOneAsync(BigRun big)
    {
        await big.World.Time.DelayUntilAsync(World.Hour, default);
        await big.NewLog().AppendAsync(World.StartLine(big.Run), default);
        var logs = new[] { big.NewLog(), big.NewLog() };
        for (var i = 0; i < big.Run.Invocations - 1; i++)
            await logs[i % 2].AppendAsync(big.Line(i), null, default);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_finisher_may_be_lost_between_any_two_requests_and_whoever_finds_the_line_finishes(bool lastTakesEffect)
    {
        for (var (requests, isLost) = (1, true); isLost; requests++)
        {
            var big = new BigRun(new World(), events: 80);
            var last = big.Line(79);
            isLost = big.World.Virtual.Run(async () =>
            {
                await WriteAllButOneAsync(big);
                big.World.Store.OnRequest = _ => AssertViewAsync(big);
                var store = new MortalStore(big.World.Store, requests, lastTakesEffect);
                var holder = big.NewLog(store);
                var place = holder.NextShard;
                var writing = holder.AppendAsync(last, null, default);
                await big.World.Time.DelayUntilAsync(big.World.Time.GetUtcNow() + GivenUpAfter, default);
                if (!store.IsLost)
                {
                    Assert.True(await writing);
                    return false;
                }

                Assert.True(await big.NewLog().ContainsAsync(last.Key, place, default), $"after {requests} requests");
                return true;
            });
            big.AssertComplete($"after {requests} requests");
        }
    }

    /// <summary>Every line is there once, whatever is being done.</summary>
    private static Task AssertViewAsync(BigRun big)
    {
        var ids = big.Ids();
        Assert.InRange(ids.Count, 79, 80);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        return Task.CompletedTask;
    }

    [Fact]
    public void Two_may_finish_at_once_however_their_requests_fall()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var big = new BigRun(new World(seed), events: 81);
            var random = new Random(seed);
            big.World.Virtual.Run(async () =>
            {
                await WriteAllButOneAsync(big);
                big.World.Store.OnRequest = async _ =>
                {
                    var ids = big.Ids();
                    Assert.Equal(ids.Count, ids.Distinct().Count());
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 100)), big.World.Time);
                };
                for (var i = 0; i < 60; i++)
                    big.World.Store.Faults.Enqueue((Fault)Math.Max(0, random.Next(12) - 9));
                var logs = new[] { big.NewLog(), big.NewLog(), big.NewLog() };
                var places = logs.Select(log => log.NextShard).ToList();
                Assert.True(await logs[0].AppendAsync(big.Line(80), null, default));
                await Task.WhenAll(logs.Select(log => log.ContainsAsync(big.Line(80).Key, places[0], default)));
            });
            big.AssertComplete($"seed {seed}");
        }
    }

    [Fact]
    public void Of_two_that_store_the_last_lines_at_the_same_time_one_completes_the_log()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var big = new BigRun(new World(seed), events: 4);
            var random = new Random(seed);
            big.World.Store.OnRequest = _ => Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 100)), big.World.Time);
            big.World.Virtual.Run(async () =>
            {
                await big.World.Time.DelayUntilAsync(World.Hour, default);
                await Task.WhenAll(Enumerable.Range(0, 4).Select(i => big.NewLog().AppendAsync(big.Line(i), null, default)));
            });
            big.AssertComplete($"seed {seed}");
        }
    }

    [Fact]
    public void A_write_that_takes_effect_again_after_its_shard_was_taken_in_changes_nothing()
    {
        var big = new BigRun(new World(), events: 2);
        big.World.Virtual.Run(async () =>
        {
            await big.World.Time.DelayUntilAsync(World.Hour, default);
            var log = big.NewLog();
            await log.AppendAsync(big.Line(0), null, default);
            var shard = Assert.Single(big.Shards);
            var name = $"{big.World.Paths.ShardsOf(big.Run)}{shard.ObjectName}";
            var content = await big.World.Store.ReadAsync(name, default);
            await log.AppendAsync(big.Line(1), null, default);

            await big.World.Store.WriteAsync(name, content!.Content, "", ifGeneration: 0, default);
        });
        Assert.Single(big.Shards);
        big.AssertComplete();
    }
}
