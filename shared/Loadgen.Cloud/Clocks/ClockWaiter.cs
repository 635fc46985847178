using Loadgen.Clocks;

namespace Loadgen.Cloud.Clocks;

/// <summary>Waits on the function's clock: on the machine's as exactly as it can, on a rehearsal's by that clock's timers.</summary>
public sealed class ClockWaiter(TimeProvider time, MachineWaiter machine) : IDueWaiter
{
    private readonly RecheckedWaiter _rehearsal = new(time);

    /// <inheritdoc />
    public Task UntilAsync(DateTimeOffset due, CancellationToken cancellationToken) => ClockKind.Of(time) == ClockKind.Machine
        ? machine.UntilAsync(due, cancellationToken)
        : _rehearsal.UntilAsync(due, cancellationToken);
}
