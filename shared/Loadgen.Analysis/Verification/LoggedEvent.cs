using System.Runtime.InteropServices;
using Loadgen.Calls;
using Loadgen.Clocks;

namespace Loadgen.Analysis.Verification;

/// <summary>Where a line stands.</summary>
/// <param name="Part">0 for the log itself, otherwise the number of the shard, 1-based.</param>
/// <param name="Number">1-based.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LinePlace(int Part, int Number);

/// <summary>What is kept of an event's line: a log may have a million of them.</summary>
/// <param name="Function">The number of its function's name, among <see cref="EventNames"/>.</param>
/// <param name="Clock">What its times were read from; <see langword="null"/> where it does not say.</param>
/// <param name="ScheduledTicks">When the call was due, in UTC.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LoggedEvent(
    LinePlace Place, EventKey Key, int Function, Outcome Outcome, ClockKind? Clock, long ScheduledTicks)
{
    // Nullable members would take as much again.
    private const long Nothing = long.MinValue;

    private readonly long _sentTicks = Nothing;
    private readonly long _lagTicks = Nothing;
    private readonly decimal _latency;
    private readonly bool _hasLatency;

    /// <summary>When the call was due.</summary>
    public DateTimeOffset ScheduledTime => new(ScheduledTicks, TimeSpan.Zero);

    /// <summary>When it was called; <see langword="null"/> where it was not.</summary>
    public DateTimeOffset? SentTime
    {
        get => _sentTicks == Nothing ? null : new(_sentTicks, TimeSpan.Zero);
        init => _sentTicks = value?.UtcTicks ?? Nothing;
    }

    /// <summary>How long after its scheduled time it was called; <see langword="null"/> where that was not measured.</summary>
    public TimeSpan? Lag
    {
        get => _lagTicks == Nothing ? null : new(_lagTicks);
        init => _lagTicks = value?.Ticks ?? Nothing;
    }

    /// <summary><c>end_to_end_latency_ms</c>.</summary>
    public decimal? Latency
    {
        get => _hasLatency ? _latency : null;
        init => (_latency, _hasLatency) = (value.GetValueOrDefault(), value is not null);
    }
}
