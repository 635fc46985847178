using Loadgen.Calls;
using Loadgen.Cli.Local.Clocks;

namespace Loadgen.Cli.Local.Hosting.InProcess;

/// <summary>A caller whose calls are in flight until they are answered.</summary>
internal sealed class CountedCaller(IEventCaller caller, InFlight inFlight) : IEventCaller
{
    public async Task PrepareAsync(CallTarget target, CancellationToken cancellationToken)
    {
        using var request = inFlight.Request();
        await caller.PrepareAsync(target, cancellationToken);
    }

    public async Task<CallResult> CallAsync(
        CallTarget target, ReadOnlyMemory<byte> body, TraceContext trace, CancellationToken cancellationToken)
    {
        using var request = inFlight.Request();
        return await caller.CallAsync(target, body, trace, cancellationToken);
    }
}
