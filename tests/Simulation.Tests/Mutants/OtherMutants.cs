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
