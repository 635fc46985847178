namespace Loadgen.Cloud.Clocks;

/// <summary>An alarm for any platform, as exact as its timers: a millisecond or so, or 15 of them.</summary>
internal sealed class TimedAlarm(TimeProvider machine) : IAlarm
{
    /// <summary>It sleeps on regardless when the wall clock is set; so often at least, the clock is read again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly AutoResetEvent _woken = new(false);

    public void SleepUntil(DateTimeOffset moment)
    {
        var left = moment - machine.GetUtcNow();
        if (left > TimeSpan.Zero)
            _woken.WaitOne((int)Math.Ceiling((left < Longest ? left : Longest).TotalMilliseconds));
    }

    public void Wake() => _woken.Set();

    public void Dispose() => _woken.Dispose();
}
