using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Logs.Shards;

public sealed class ShardStoreTests
{
    private const string Writer = "0123456789abcdef0123456789abcdef";

    private readonly World _world = new();
    private readonly Run _run = World.NewRun(10_000);
    private readonly ShardStore _shards;

    public ShardStoreTests() => _shards = new(_world.Store, "shards/", _run);

    [Theory]
    [InlineData(1, "a batch as it was written")]
    [InlineData(32, "a block of them")]
    [InlineData(70, "blocks, and batches behind them")]
    public void A_line_is_found_from_whichever_batch_on_it_is_looked_for(int batches, string reason)
    {
        // Of many sizes, so that nothing begins where it should.
        var random = new Random(batches);
        var sizes = Enumerable.Range(0, batches).Select(_ => 1 + random.Next(5) * random.Next(5)).ToList();

        _world.Virtual.Run(async () =>
        {
            var stored = await StoreAsync(sizes, padding: 0);
            for (var batch = 0; batch < batches; batch++)
            {
                for (var number = 0; number < sizes[batch]; number++)
                {
                    var shard = stored.Single(shard => shard.FirstIndex <= batch && batch < shard.EndIndex);
                    foreach (var from in new[] { 0, batch / 2, batch })
                        Assert.True(await _shards.HasAsync(shard, from, KeyOf(batch, number), default), $"{reason}: {batch}/{number}");
                    Assert.False(await _shards.HasAsync(shard, batch, KeyOf(batch, sizes[batch]), default), $"{reason}: none in {batch}");
                }
            }
        });
    }

    [Fact]
    public void Of_a_big_shard_little_is_read_to_find_what_was_written_when_it_was_likely()
    {
        var requests = 0;
        _world.Virtual.Run(async () =>
        {
            // 32 batches of 2 MB.
            var shard = Assert.Single(await StoreAsync([.. Enumerable.Repeat(20, ShardName.Block)], padding: 100_000));
            var before = _world.Store.Requests.Count;
            Assert.True(await _shards.HasAsync(shard, 25, KeyOf(25, 0), default));
            requests = _world.Store.Requests.Count - before;
        });

        // Its length, and a megabyte or two.
        Assert.InRange(requests, 2, 3);
    }

    private async Task<List<ShardName>> StoreAsync(List<int> sizes, int padding)
    {
        var names = new List<ShardName>();
        foreach (var (batch, size) in sizes.Index())
        {
            var name = new ShardName(Writer, 0, batch, size);
            var lines = Enumerable.Range(0, size)
                .Select(number => World.EventLine(KeyOf(batch, number).Value, _run, "ok" + new string(' ', padding)))
                .ToList();
            await _shards.WriteAsync(name, LogLine.Join(lines), default);
            names.Add(name);
        }

        return await _shards.JoinAsync(names, sizes.Count, default);
    }

    private static LineKey KeyOf(int batch, int number) => LineKey.OfEvent($"e:{batch}:{number};");
}
