using Loadgen.Clocks;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Tests.Clocks;

public sealed class ScaledTimeProviderTests
{
    private static readonly DateTimeOffset Real = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2026, 1, 20, 12, 58, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _parent = new(Real);

    [Theory]
    [InlineData(1, 90, 90, "at speed 1 only the date differs")]
    [InlineData(60, 60, 3600, "an hour in a minute")]
    [InlineData(0.5, 60, 30, "slower than life")]
    public void Virtual_time_passes_at_the_speed(double speed, int realSeconds, int virtualSeconds, string reason)
    {
        var clock = new ScaledTimeProvider(_parent, Start, speed);
        var timestamp = clock.GetTimestamp();

        _parent.Advance(TimeSpan.FromSeconds(realSeconds));

        Assert.Equal((Start.AddSeconds(virtualSeconds), reason), (clock.GetUtcNow(), reason));
        Assert.Equal(TimeSpan.FromSeconds(virtualSeconds), clock.GetElapsedTime(timestamp));
    }

    [Theory]
    [InlineData(-10, 600, "an anchor in the past: another process started the clock")]
    [InlineData(10, -600, "an anchor in the future")]
    public void The_clock_shows_its_start_at_the_anchor(int anchorSeconds, int virtualSeconds, string reason)
    {
        var clock = new ScaledTimeProvider(_parent, Start, 60, Real.AddSeconds(anchorSeconds));

        Assert.Equal((Start.AddSeconds(virtualSeconds), reason), (clock.GetUtcNow(), reason));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_speed_that_is_none_is_refused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaledTimeProvider(_parent, Start, speed));

    [Fact]
    public async Task A_delay_ends_at_its_virtual_due_time_and_not_before()
    {
        var clock = new ScaledTimeProvider(_parent, Start, 60);
        var delay = Task.Delay(TimeSpan.FromMinutes(10), clock);

        _parent.Advance(TimeSpan.FromMilliseconds(9999));
        Assert.False(delay.IsCompleted);

        _parent.Advance(TimeSpan.FromMilliseconds(1));
        await delay;
    }

    [Fact]
    public void A_parents_timer_that_fires_early_does_not_fire_the_virtual_one()
    {
        var parent = new HastyTimeProvider(_parent);
        var clock = new ScaledTimeProvider(parent, Start, 60);
        var firedAt = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(
            _ => firedAt.Add(clock.GetUtcNow()), null, TimeSpan.FromSeconds(60), Timeout.InfiniteTimeSpan);

        for (var i = 0; i < 1500; i++)
            _parent.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([Start.AddSeconds(60)], firedAt);
    }

    [Fact]
    public void A_periodic_timer_keeps_its_virtual_period()
    {
        var clock = new ScaledTimeProvider(_parent, Start, 60);
        var firedAt = new List<TimeSpan>();
        using var timer = clock.CreateTimer(
            _ => firedAt.Add(clock.GetUtcNow() - Start), null, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(12));

        for (var i = 0; i < 600; i++)
            _parent.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([6, 18, 30], firedAt.Select(at => at.TotalSeconds));
    }

    [Fact]
    public void A_timer_without_due_time_waits_until_it_is_changed_and_ends_with_its_disposal()
    {
        var clock = new ScaledTimeProvider(_parent, Start, 60);
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _parent.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, fired);

        Assert.True(timer.Change(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60)));
        _parent.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, fired);

        timer.Dispose();
        _parent.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, fired);
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task On_the_systems_clock_no_delay_ends_early()
    {
        var clock = new ScaledTimeProvider(TimeProvider.System, Start, 600);
        for (var seconds = 1; seconds <= 20; seconds++)
        {
            var due = clock.GetUtcNow().AddSeconds(seconds);
            await Task.Delay(TimeSpan.FromSeconds(seconds), clock);
            Assert.True(clock.GetUtcNow() >= due);
        }
    }

    /// <summary>A clock whose timers fire a tenth too early, as timers with a coarse resolution do.</summary>
    private sealed class HastyTimeProvider(TimeProvider parent) : TimeProvider
    {
        public override long TimestampFrequency => parent.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => parent.GetUtcNow();

        public override long GetTimestamp() => parent.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new HastyTimer(parent.CreateTimer(callback, state, Early(dueTime), period));

        private static TimeSpan Early(TimeSpan dueTime) => dueTime > TimeSpan.FromMilliseconds(10) ? dueTime * 0.9 : dueTime;

        private sealed class HastyTimer(ITimer inner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(Early(dueTime), period);

            public void Dispose() => inner.Dispose();

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
