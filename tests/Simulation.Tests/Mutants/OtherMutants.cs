using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Simulation.Instances;

namespace Loadgen.Simulation.Tests.Mutants;

/// <summary>An event is acknowledged when it has only been received.</summary>
internal sealed class AcknowledgedBeforeStored : Mutant
{
    public override PushHandling OfInvoker(PushHandling handling) => (push, stop) =>
    {
        _ = handling(push, stop);
        return Task.FromResult(Disposition.Acknowledge);
    };
}

/// <summary>A tick is acknowledged when it has only been received.</summary>
internal sealed class TickAcknowledgedAtOnce : Mutant
{
    public override PushHandling OfPlanner(PushHandling handling) => (push, stop) =>
    {
        _ = handling(push, stop);
        return Task.FromResult(Disposition.Acknowledge);
    };
}

/// <summary>A message that is not due yet is held however long it takes.</summary>
internal sealed class HoldWithoutLimit : Mutant
{
    public override LoadgenConfiguration Of(LoadgenConfiguration configuration) =>
        configuration with { HoldMax = TimeSpan.FromHours(2) };
}

/// <summary>An event is called however late it is.</summary>
internal sealed class LatenessWithoutLimit : Mutant
{
    public override LoadgenConfiguration Of(LoadgenConfiguration configuration) =>
        configuration with { MaxLateness = TimeSpan.FromDays(1) };
}

/// <summary>The invoker does not hear SIGTERM.</summary>
internal sealed class StopIgnored : Mutant
{
    public override PushHandling OfInvoker(PushHandling handling) => (push, _) => handling(push, CancellationToken.None);
}

/// <summary>The planner does not hear SIGTERM.</summary>
internal sealed class StopIgnoredByPlanner : Mutant
{
    public override PushHandling OfPlanner(PushHandling handling) => (push, _) => handling(push, CancellationToken.None);
}

/// <summary>At a stop everything is handed back, whatever it was doing.</summary>
internal sealed class WorkAbandoned : Mutant
{
    public override PushHandling OfInvoker(PushHandling handling) => async (push, stop) =>
    {
        try
        {
            return await handling(push, stop).WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return Disposition.Nack("stopped");
        }
    };
}

/// <summary>What cannot be read is acknowledged.</summary>
internal sealed class PoisonAcknowledged : Mutant
{
    public override PushHandling OfInvoker(PushHandling handling) => Acknowledging(handling);

    public override PushHandling OfPlanner(PushHandling handling) => Acknowledging(handling);

    private static PushHandling Acknowledging(PushHandling handling) => async (push, stop) =>
    {
        try
        {
            return await handling(push, stop);
        }
        catch (MessageFormatException)
        {
            return Disposition.Acknowledge;
        }
    };
}

/// <summary>A look at the clock that sees a fraction of a millisecond more than has passed.</summary>
internal sealed class LooksEarly : Mutant
{
    public override TimeProvider Of(TimeProvider time) => new Ahead(time);

    private sealed class Ahead(TimeProvider time) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow().AddMilliseconds(0.2);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}

/// <summary>After a wait the clock is not read again: when a timer fires, its time is taken to have come.</summary>
internal sealed class ClockNotRead : Mutant
{
    public override TimeProvider Of(TimeProvider time) => new Trusting(time);

    private sealed class Trusting(TimeProvider time) : TimeProvider
    {
        private DateTimeOffset _believed;

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override DateTimeOffset GetUtcNow()
        {
            var now = time.GetUtcNow();
            return now > _believed ? now : _believed;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var due = time.GetUtcNow() + dueTime;
            return time.CreateTimer(
                inner =>
                {
                    _believed = due;
                    callback(inner);
                },
                state,
                dueTime,
                period);
        }
    }
}

/// <summary>A call goes on at a stop until its instance is killed.</summary>
internal sealed class CallNeverGivenUp : Mutant
{
    public override IEventCaller Of(IEventCaller caller) => new Patient(caller);

    private sealed class Patient(IEventCaller caller) : IEventCaller
    {
        public Task PrepareAsync(CallTarget target, CancellationToken cancellationToken) => caller.PrepareAsync(target, cancellationToken);

        public Task<CallResult> CallAsync(
            CallTarget target, ReadOnlyMemory<byte> body, TraceContext trace, CancellationToken cancellationToken) =>
            caller.CallAsync(target, body, trace, CancellationToken.None);
    }
}
