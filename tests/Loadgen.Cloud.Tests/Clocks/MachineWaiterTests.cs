using Loadgen.Cloud.Clocks;

namespace Loadgen.Cloud.Tests.Clocks;

public sealed class MachineWaiterTests
{
    private static readonly TimeProvider Machine = TimeProvider.System;

    /// <summary>Long after what a busy machine needs to wake somebody.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_never_early(bool bySemaphore)
    {
        using var waiter = new MachineWaiter(Machine, NewAlarm(bySemaphore));
        for (var round = 0; round < 40; round++)
        {
            var due = Machine.GetUtcNow().AddMilliseconds(round * 0.3);
            await waiter.UntilAsync(due, CancellationToken.None).WaitAsync(Soon, Machine);
            Assert.True(Machine.GetUtcNow() >= due, $"round {round}");
        }
    }

    [Theory]
    [InlineData(0, "now")]
    [InlineData(-1, "a tick ago")]
    [InlineData(-TimeSpan.TicksPerHour, "long ago")]
    public void What_is_due_is_not_waited_for(long ticks, string reason)
    {
        using var waiter = new MachineWaiter(Machine);

        Assert.True(waiter.UntilAsync(Machine.GetUtcNow().AddTicks(ticks), CancellationToken.None).IsCompletedSuccessfully, reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_who_comes_later_and_is_due_earlier_is_not_kept_waiting(bool bySemaphore)
    {
        using var waiter = new MachineWaiter(Machine, NewAlarm(bySemaphore));
        var last = waiter.UntilAsync(Machine.GetUtcNow().AddHours(1), CancellationToken.None);
        await waiter.UntilAsync(Machine.GetUtcNow().AddMilliseconds(20), CancellationToken.None).WaitAsync(Soon, Machine);

        // The thread sleeps for the hour again.
        await waiter.UntilAsync(Machine.GetUtcNow().AddMilliseconds(20), CancellationToken.None).WaitAsync(Soon, Machine);

        Assert.False(last.IsCompleted);
    }

    [Fact]
    public async Task A_thousand_in_any_order_all_end_and_none_is_early()
    {
        using var waiter = new MachineWaiter(Machine);
        var random = new Random(1);
        var start = Machine.GetUtcNow().AddMilliseconds(50);

        var lateness = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async _ =>
        {
            var due = start.AddMilliseconds(random.Next(200));
            await waiter.UntilAsync(due, CancellationToken.None);
            return Machine.GetUtcNow() - due;
        })).WaitAsync(Soon, Machine);

        Assert.All(lateness, late => Assert.True(late >= TimeSpan.Zero));
    }

    [Fact]
    public async Task What_follows_needs_no_other_thread()
    {
        using var waiter = new MachineWaiter(Machine);
        for (var round = 0; round < 200; round++)
        {
            var went = Task.Run(async () =>
            {
                await waiter.UntilAsync(Machine.GetUtcNow().AddMilliseconds(5), CancellationToken.None);
                return Thread.CurrentThread.Name;
            });
            // On a busy machine the instant has passed, now and then, before anybody could wait for it.
            if (string.Equals(await went.WaitAsync(Soon, Machine), "due", StringComparison.Ordinal))
                return;
        }

        Assert.Fail("It always went on in the pool.");
    }

    [Fact]
    public async Task Who_is_due_with_another_one_does_not_wait_for_what_follows_that_one()
    {
        using var waiter = new MachineWaiter(Machine);
        using var met = new Barrier(3);
        var due = Machine.GetUtcNow().AddMilliseconds(50);

        // Each holds its thread until all are there.
        var all = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            await waiter.UntilAsync(due, CancellationToken.None);
            return met.SignalAndWait(Soon);
        }));

        Assert.All(await Task.WhenAll(all), Assert.True);
    }

    [Fact]
    public async Task What_follows_may_dispose_of_it()
    {
        var waiter = new MachineWaiter(Machine);
        var followed = Task.Run(async () =>
        {
            await waiter.UntilAsync(Machine.GetUtcNow().AddMilliseconds(50), CancellationToken.None);
            waiter.Dispose();
        });

        await followed.WaitAsync(Soon, Machine);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_is_waited_for_again()
    {
        var time = new SetClock();
        using var waiter = new MachineWaiter(time, new TimedAlarm(time));
        var due = time.GetUtcNow().AddMilliseconds(100);

        var held = waiter.UntilAsync(due, CancellationToken.None);
        time.Offset = TimeSpan.FromMilliseconds(-200);
        await held.WaitAsync(Soon, Machine);

        Assert.True(time.GetUtcNow() >= due);
    }

    [Fact]
    public async Task It_can_be_given_up_before_and_while_and_nobody_else_is()
    {
        using var waiter = new MachineWaiter(Machine);
        using var given = new CancellationTokenSource();
        var other = waiter.UntilAsync(Machine.GetUtcNow().AddMilliseconds(100), CancellationToken.None);
        var held = waiter.UntilAsync(Machine.GetUtcNow().AddHours(1), given.Token);
        Assert.False(held.IsCompleted);

        await given.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held.WaitAsync(Soon, Machine));
        Assert.Equal(given.Token, thrown.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiter.UntilAsync(Machine.GetUtcNow().AddHours(-1), given.Token));
        await other.WaitAsync(Soon, Machine);
    }

    [Fact]
    public async Task Nothing_to_wait_for_means_to_sleep_for_ever()
    {
        var alarm = new NotedAlarm();
        using var waiter = new MachineWaiter(Machine, alarm);
        await waiter.UntilAsync(Machine.GetUtcNow().AddMilliseconds(20), CancellationToken.None).WaitAsync(Soon, Machine);

        await alarm.SleepsForEver.WaitAsync(Soon, Machine);
    }

    [Fact]
    public async Task Who_waits_when_it_is_disposed_of_is_given_up()
    {
        var waiter = new MachineWaiter(Machine);
        var held = waiter.UntilAsync(Machine.GetUtcNow().AddHours(1), CancellationToken.None);

        waiter.Dispose();
        waiter.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held.WaitAsync(Soon, Machine));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => waiter.UntilAsync(Machine.GetUtcNow().AddHours(1), CancellationToken.None).WaitAsync(Soon, Machine));
    }

    // Where it is not supported the other one is tested twice.
    private static IAlarm NewAlarm(bool bySemaphore) =>
        bySemaphore && SemaphoreAlarm.IsSupported ? new SemaphoreAlarm() : new TimedAlarm(Machine);

    /// <summary>The machine's clock, which somebody sets.</summary>
    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => Machine.GetUtcNow() + Offset;
    }

    private sealed class NotedAlarm : IAlarm
    {
        private readonly TimedAlarm _alarm = new(Machine);
        private readonly TaskCompletionSource _forEver = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task SleepsForEver => _forEver.Task;

        public void SleepUntil(DateTimeOffset moment)
        {
            if (moment == DateTimeOffset.MaxValue)
                _forEver.TrySetResult();
            _alarm.SleepUntil(moment);
        }

        public void Wake() => _alarm.Wake();

        public void Dispose() => _alarm.Dispose();
    }
}
