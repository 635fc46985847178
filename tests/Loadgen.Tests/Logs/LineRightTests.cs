using Loadgen.Logs;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Logs;

/// <summary>In a big run a line needs a right that is valid when its write begins.</summary>
public sealed class LineRightTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A right of ten minutes.</summary>
    private static LineRight NewRight(World world, List<string> told, string name, bool isMine) => new(
        world.Time.GetUtcNow() + (10 * Minute),
        _ =>
        {
            told.Add(name);
            return Task.FromResult<DateTimeOffset?>(isMine ? world.Time.GetUtcNow() + (10 * Minute) : null);
        });

    [Theory]
    [InlineData(9, true, "", "it is valid")]
    [InlineData(11, true, "1", "it is renewed first")]
    [InlineData(11, false, "1", "somebody else has it")]
    public void A_line_that_waited_goes_out_only_by_a_valid_right(int minutes, bool isMine, string renewed, string reason)
    {
        var big = new BigRun(new World(), events: 5);
        var told = new List<string>();
        var log = big.NewLog();
        var isStored = big.World.Virtual.Run(async () =>
        {
            var right = NewRight(big.World, told, "1", isMine);
            big.World.Store.Down = true;
            using var enough = new CancellationTokenSource(Minute, big.World.Time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.AppendAsync(big.Line(1), right, enough.Token));
            await Task.Delay((minutes - 1) * Minute, big.World.Time);
            big.World.Store.Down = false;
            return await log.TryStoreLeftOverAsync(big.Line(1).Key, default) is true;
        });

        Assert.True((minutes < 10 || isMine) == isStored, reason);
        Assert.Equal(renewed, string.Concat(told));
        Assert.Equal(isStored ? ["e:1"] : [], big.Ids());
        Assert.Null(big.World.Virtual.Run(() => log.TryStoreLeftOverAsync(big.Line(1).Key, default)));
    }

    [Theory]
    [InlineData(Fault.Refused, false, "the batch was not written, and its other line goes out in another one")]
    [InlineData(Fault.AnswerLost, true, "it was written before the right was lost, and whoever took it has looked")]
    public void Of_a_batch_that_was_not_answered_a_line_is_lost_only_where_it_is_not_there(Fault fault, bool isStored, string reason)
    {
        var big = new BigRun(new World(), events: 5);
        var told = new List<string>();
        var log = big.NewLog();
        big.World.Virtual.Run(async () =>
        {
            var (lost, kept) = (NewRight(big.World, told, "lost", isMine: false), NewRight(big.World, told, "kept", isMine: true));
            big.World.Store.Faults.Enqueue(fault);
            using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(1), big.World.Time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(
                log.AppendAsync(big.Line(1), lost, atOnce.Token), log.AppendAsync(big.Line(2), kept, atOnce.Token)));
            await Task.Delay(11 * Minute, big.World.Time);

            var results = await Task.WhenAll(
                log.TryStoreLeftOverAsync(big.Line(1).Key, default), log.TryStoreLeftOverAsync(big.Line(2).Key, default));
            Assert.True(results.SequenceEqual([isStored, true]), reason);
            Assert.True(await log.AppendAsync(big.Line(3), null, default));
        });

        Assert.Equal(isStored ? ["e:1", "e:2", "e:3"] : ["e:2", "e:3"], big.Ids());
    }
}
