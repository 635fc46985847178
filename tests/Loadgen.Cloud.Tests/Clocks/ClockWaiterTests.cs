using Loadgen.Clocks;
using Loadgen.Cloud.Clocks;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cloud.Tests.Clocks;

public sealed class ClockWaiterTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_rehearsals_clock_is_waited_for_by_its_own_timers()
    {
        var time = new RehearsalTime();
        using var machine = new MachineWaiter(TimeProvider.System);
        var wait = new ClockWaiter(time, machine).UntilAsync(time.GetUtcNow().AddHours(1), CancellationToken.None);
        Assert.False(wait.IsCompleted);

        time.Advance(TimeSpan.FromHours(1));

        await wait.WaitAsync(Soon, TimeProvider.System);
    }

    [Fact]
    public async Task The_machines_clock_is_waited_for_by_its_thread()
    {
        using var machine = new MachineWaiter(TimeProvider.System);
        var wait = new ClockWaiter(TimeProvider.System, machine).UntilAsync(
            TimeProvider.System.GetUtcNow().AddHours(1), CancellationToken.None);

        machine.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Soon, TimeProvider.System));
    }

    private sealed class RehearsalTime : FakeTimeProvider, IRehearsalClock
    {
        public ClockKind Kind => ClockKind.Leaping;
    }
}
