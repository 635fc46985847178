using Loadgen.Runs;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Runs;

public sealed class CheckpointTests
{
    private static readonly Loadgen.Runs.Run Run = World.NewRun();

    [Fact]
    public void A_run_begins_with_nothing_published()
    {
        var world = new World();

        Assert.Equal(Checkpoint.None, world.Virtual.Run(() => world.Runs.ReadCheckpointAsync(Run, default)));
    }

    [Fact]
    public void A_checkpoint_never_goes_back()
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            foreach (var (written, expected) in new[] { (1, 1), (3, 3), (2, 3), (0, 3), (4, 4) })
            {
                Assert.Equal(new(expected, 0), await world.Runs.WriteCheckpointAsync(Run, new(written, 0), default));
                Assert.Equal(new(expected, 0), await world.Runs.ReadCheckpointAsync(Run, default));
            }
        });
    }

    [Theory]
    [InlineData(3, 0, "published more, but was relieved")]
    [InlineData(1, 1, "was relieved later")]
    public void Of_two_planners_each_adds_what_it_knows(int published, int number, string reason)
    {
        var world = new World();
        world.Virtual.Run(async () =>
        {
            await world.Runs.WriteCheckpointAsync(Run, new(2, 1), default);
            var stored = await world.Runs.WriteCheckpointAsync(Run, new(published, number), default);
            Assert.True(new Checkpoint(Math.Max(2, published), 1) == stored, reason);
        });
    }

    [Fact]
    public void Of_two_planners_on_one_run_the_one_that_is_further_counts()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var world = new World(seed);
            Assert.Equal(new(8, 0), world.Virtual.Run(async () =>
            {
                await Task.WhenAll(
                    Enumerable.Range(1, 8).Select(published => world.Runs.WriteCheckpointAsync(Run, new(published, 0), default)));
                return await world.Runs.ReadCheckpointAsync(Run, default);
            }));
        }
    }

    [Theory]
    [InlineData(Fault.Refused)]
    [InlineData(Fault.AnswerLost)]
    public void Whatever_befalls_the_requests_the_checkpoint_is_written(Fault fault)
    {
        for (var position = 0; position < 4; position++)
        {
            var world = new World(seed: position);
            for (var i = 0; i < position; i++)
                world.Store.Faults.Enqueue(Fault.None);
            world.Store.Faults.Enqueue(fault);
            Assert.Equal(new(2, 1), world.Virtual.Run(async () =>
            {
                await world.Runs.WriteCheckpointAsync(Run, new(2, 1), default);
                return await world.Runs.ReadCheckpointAsync(Run, default);
            }));
        }
    }
}
