using Loadgen.Clocks;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Tests.Clocks;

public sealed class RecheckedWaiterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "now")]
    [InlineData(-1, "a tick ago")]
    [InlineData(-TimeSpan.TicksPerHour, "long ago")]
    public async Task What_is_due_is_not_waited_for(long ticks, string reason)
    {
        var wait = new RecheckedWaiter(new FakeTimeProvider(Start)).UntilAsync(Start.AddTicks(ticks), CancellationToken.None);

        Assert.True(wait.IsCompletedSuccessfully, reason);
        await wait;
    }

    [Theory]
    [InlineData(1, "a tick")]
    [InlineData(TimeSpan.TicksPerMillisecond - 1, "less than a timer can count")]
    [InlineData(TimeSpan.TicksPerMillisecond + 1, "just more")]
    [InlineData(TimeSpan.TicksPerMillisecond * 4501, "an event's jitter")]
    [InlineData((TimeSpan.TicksPerMinute * 2) + 1, "the longest hold")]
    [InlineData(TimeSpan.TicksPerDay * 60, "more milliseconds than 32 bits count")]
    public async Task On_a_clock_of_exact_timers_it_ends_within_the_millisecond_and_never_early(long ticks, string reason)
    {
        var time = new SteppedTime(Start);
        var due = Start.AddTicks(ticks);

        await time.RunAsync(() => new RecheckedWaiter(time).UntilAsync(due, CancellationToken.None));

        Assert.True(time.GetUtcNow() >= due, reason);
        Assert.InRange(time.GetUtcNow(), due, due.AddMilliseconds(1).AddTicks(-1));
    }

    [Theory]
    [InlineData(1.1, "timers that end late")]
    [InlineData(-0.9, "timers that end early")]
    public async Task It_is_as_late_as_timers_are_and_never_early(double latenessMs, string reason)
    {
        var time = new SteppedTime(Start) { TimerLateness = TimeSpan.FromMilliseconds(latenessMs) };
        var due = Start.AddSeconds(30);

        await time.RunAsync(() => new RecheckedWaiter(time).UntilAsync(due, CancellationToken.None));

        Assert.True(time.GetUtcNow() >= due, reason);
        Assert.InRange(time.GetUtcNow() - due, TimeSpan.Zero, TimeSpan.FromMilliseconds(1.1));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_is_waited_for_again()
    {
        var time = new SteppedTime(Start);
        var due = Start.AddSeconds(30);

        await time.RunAsync(() =>
        {
            var held = new RecheckedWaiter(time).UntilAsync(due, CancellationToken.None);
            time.SetBack(TimeSpan.FromMinutes(5));
            return held;
        });

        Assert.InRange(time.GetUtcNow(), due, due.AddMilliseconds(1));
        Assert.Equal(TimeSpan.FromSeconds(30) + TimeSpan.FromMinutes(5), time.Elapsed);
    }

    [Fact]
    public async Task A_thousand_wait_for_the_same_instant_and_all_end_at_it()
    {
        var time = new SteppedTime(Start);
        var wait = new RecheckedWaiter(time);
        var due = Start.AddSeconds(30);

        await time.RunAsync(() => Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => wait.UntilAsync(due, CancellationToken.None))));

        Assert.Equal(due, time.GetUtcNow());
    }

    [Fact]
    public async Task It_can_be_given_up_before_and_while()
    {
        var wait = new RecheckedWaiter(new FakeTimeProvider(Start));
        using var given = new CancellationTokenSource();

        var held = wait.UntilAsync(Start.AddHours(1), given.Token);
        Assert.False(held.IsCompleted);
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.UntilAsync(Start.AddHours(-1), given.Token));
    }
}
