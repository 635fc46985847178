namespace Loadgen.Clocks;

/// <summary>How late the timers of one clock have been ending.</summary>
internal sealed class TimerLateness
{
    /// <summary>Enough to be learned within one wait of some seconds.</summary>
    private const int Enough = 4;

    private const int Remembered = 32;

    /// <summary>The latest quarter of them is the machine's hiccups, and no reason to spin longer every time.</summary>
    private const double TakenAsUsual = 0.75;

    private readonly Lock _gate = new();
    private readonly TimeSpan[] _recent = new TimeSpan[Remembered];
    private int _observed;
    private TimeSpan? _margin;

    /// <summary>
    /// How much later than asked a timer usually ends, at most; <see langword="null"/>: too few have been seen. Zero on a clock whose
    /// timers are exact.
    /// </summary>
    public TimeSpan? Margin
    {
        get
        {
            lock (_gate)
                return _margin;
        }
    }

    /// <summary>A timer ended so much later than asked (earlier, where negative).</summary>
    public void Observe(TimeSpan lateness)
    {
        lock (_gate)
        {
            _recent[_observed % Remembered] = lateness > TimeSpan.Zero ? lateness : TimeSpan.Zero;
            _observed++;
            var known = Math.Min(_observed, Remembered);
            if (known < Enough)
                return;

            Span<TimeSpan> sorted = stackalloc TimeSpan[known];
            _recent.AsSpan(0, known).CopyTo(sorted);
            sorted.Sort();
            _margin = sorted[(int)((known - 1) * TakenAsUsual)];
        }
    }
}
