namespace Loadgen.Simulation.Instances;

/// <summary>The clock of an instance: its timers end a little early or late, as real ones do.</summary>
internal sealed class HastyClock(TimeProvider time, Random random) : TimeProvider
{
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(4);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var error = Most * ((random.NextDouble() * 2) - 1);
        return time.CreateTimer(callback, state, dueTime > Most ? dueTime + error : dueTime, period);
    }
}
