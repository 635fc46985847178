using Loadgen.Clocks;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Tests.Clocks;

public sealed class PreciseDelayTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "now")]
    [InlineData(-1, "a tick ago")]
    [InlineData(-TimeSpan.TicksPerHour, "long ago")]
    public async Task What_is_due_is_not_waited_for(long ticks, string reason)
    {
        var wait = new PreciseDelay(new FakeTimeProvider(Start)).UntilAsync(Start.AddTicks(ticks), CancellationToken.None);

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

        await time.RunAsync(() => new PreciseDelay(time).UntilAsync(due, CancellationToken.None));

        Assert.True(time.GetUtcNow() >= due, reason);
        Assert.InRange(time.GetUtcNow(), due, due.AddMilliseconds(1).AddTicks(-1));
    }

    [Theory]
    [InlineData(1.1, "the machine's own clock")]
    [InlineData(66, "the machine's clock at 60 times its speed")]
    [InlineData(-0.9, "timers that end early")]
    public async Task It_learns_how_late_timers_are_and_is_on_time_all_the_same(double latenessMs, string reason)
    {
        var time = new SteppedTime(Start) { TimerLateness = TimeSpan.FromMilliseconds(latenessMs), Look = TimeSpan.FromMicroseconds(10) };
        var wait = new PreciseDelay(time);

        for (var round = 0; round < 5; round++)
        {
            var due = time.GetUtcNow() + TimeSpan.FromSeconds(30);
            await time.RunAsync(() => wait.UntilAsync(due, CancellationToken.None));

            Assert.True(time.GetUtcNow() >= due, reason);
            Assert.InRange(time.GetUtcNow() - due, TimeSpan.Zero, time.Look * 10);
        }
    }

    [Fact]
    public async Task Where_it_only_looks_a_timer_stands_beside_it_for_clocks_that_leap_to_the_next_one()
    {
        var time = new SteppedTime(Start) { TimerLateness = TimeSpan.FromMilliseconds(1.1), Look = TimeSpan.FromMicroseconds(10) };
        var wait = new PreciseDelay(time);

        for (var round = 0; round < 5; round++)
            await time.RunAsync(() => wait.UntilAsync(time.GetUtcNow() + TimeSpan.FromSeconds(30), CancellationToken.None));

        // Those between one timer and the next. While it spins there would be hundreds.
        Assert.InRange(time.LooksWithoutTimer, 0, 100);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.9)]
    [InlineData(3)]
    public async Task The_moment_may_come_while_a_busy_machine_is_looking_for_it(double lookMs)
    {
        var time = new SteppedTime(Start) { TimerLateness = TimeSpan.FromMilliseconds(1.1), Look = TimeSpan.FromMilliseconds(lookMs) };
        var wait = new PreciseDelay(time);

        for (var round = 0; round < 50; round++)
        {
            var due = time.GetUtcNow() + TimeSpan.FromMilliseconds(30 + (round * 0.1));
            await time.RunAsync(() => wait.UntilAsync(due, CancellationToken.None));
            Assert.True(time.GetUtcNow() >= due);
        }
    }

    [Fact]
    public async Task One_timer_that_was_very_late_is_not_taken_for_the_usual()
    {
        var time = new SteppedTime(Start);
        var wait = new PreciseDelay(time);
        for (var round = 0; round < 10; round++)
            await time.RunAsync(() => wait.UntilAsync(time.GetUtcNow() + TimeSpan.FromSeconds(1), CancellationToken.None));

        time.TimerLateness = TimeSpan.FromSeconds(5);
        await time.RunAsync(() => wait.UntilAsync(time.GetUtcNow() + TimeSpan.FromSeconds(1), CancellationToken.None));
        time.TimerLateness = TimeSpan.Zero;

        var timers = time.Timers;
        await time.RunAsync(() => wait.UntilAsync(time.GetUtcNow() + TimeSpan.FromSeconds(1), CancellationToken.None));
        Assert.Equal(1, time.Timers - timers);
    }

    [Fact]
    public async Task A_clock_that_leaps_teaches_it_nothing_that_could_make_it_spin_for_ever()
    {
        var time = new FakeTimeProvider(Start);
        var wait = new PreciseDelay(time);
        for (var round = 0; round < 20; round++)
        {
            // Every timer appears to be up to half a minute late.
            await AdvanceThroughAsync(
                time, wait.UntilAsync(time.GetUtcNow().AddSeconds(1), CancellationToken.None), TimeSpan.FromSeconds(30));
        }

        var due = time.GetUtcNow().AddMilliseconds(5);
        await AdvanceThroughAsync(time, wait.UntilAsync(due, CancellationToken.None), TimeSpan.FromMilliseconds(1));
        Assert.True(time.GetUtcNow() >= due);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_is_waited_for_again()
    {
        var time = new SteppedTime(Start);
        var due = Start.AddSeconds(30);

        await time.RunAsync(() =>
        {
            var held = new PreciseDelay(time).UntilAsync(due, CancellationToken.None);
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
        var wait = new PreciseDelay(time);
        var due = Start.AddSeconds(30);

        await time.RunAsync(() => Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => wait.UntilAsync(due, CancellationToken.None))));

        Assert.Equal(due, time.GetUtcNow());
    }

    [Fact]
    public async Task It_can_be_given_up_before_and_while()
    {
        var wait = new PreciseDelay(new FakeTimeProvider(Start));
        using var given = new CancellationTokenSource();

        var held = wait.UntilAsync(Start.AddHours(1), given.Token);
        Assert.False(held.IsCompleted);
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.UntilAsync(Start.AddHours(-1), given.Token));
    }

    [Fact]
    public async Task On_the_machines_own_clock_it_is_never_early()
    {
        var wait = new PreciseDelay(TimeProvider.System);
        for (var round = 0; round < 20; round++)
        {
            var due = TimeProvider.System.GetUtcNow().AddMilliseconds(round);
            await wait.UntilAsync(due, CancellationToken.None);
            Assert.True(TimeProvider.System.GetUtcNow() >= due);
        }
    }

    /// <summary>
    /// Moves the clock until <paramref name="held"/> ends. Once is not enough: the wait goes on on another thread, which may have read the
    /// clock just before it was moved and set its timer just after.
    /// </summary>
    private static async Task AdvanceThroughAsync(FakeTimeProvider time, Task held, TimeSpan step)
    {
        while (!held.IsCompleted)
        {
            time.Advance(step);
            await Task.Yield();
        }

        await held;
    }
}
