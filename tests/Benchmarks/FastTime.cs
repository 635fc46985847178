namespace Loadgen.Benchmarks;

/// <summary>The machine's clock at a multiple of its speed, as rehearsals have it.</summary>
internal sealed class FastTime(double speed) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _startTimestamp = System.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

    private TimeSpan Elapsed => System.GetElapsedTime(_startTimestamp) * speed;

    private TimeSpan Scaled(TimeSpan span) => span < TimeSpan.Zero ? span : span / speed;
}
