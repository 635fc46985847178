namespace Loadgen.Calls.Http;

/// <summary>
/// Takes the time of one call and its parts. The parts have no gaps: each begins where the one before it ended, and the end of the last
/// one is the end of the call, so that they add up to the latency to the tick.
/// </summary>
/// <remarks>
/// The connection is made by another flow than the one that waits for it, and may still be at work when a timeout has ended the call: so
/// marks are taken under a lock, and none counts after <see cref="Stop"/>.
/// </remarks>
internal sealed class CallStopwatch(TimeProvider time, bool tls)
{
    private readonly Lock _gate = new();
    private readonly TimeSpan?[] _parts = new TimeSpan?[Enum.GetValues<CallPart>().Length];
    private long _start;
    private TimeSpan _lastMark;
    private bool _running;

    /// <summary>The part the call is in, or was in when it ended; <see langword="null"/> before <see cref="Start"/>.</summary>
    public CallPart? Current { get; private set; }

    /// <summary>From the start of the call to its end. Zero where it never started.</summary>
    public TimeSpan Latency { get; private set; }

    /// <summary>The parts of <see cref="Latency"/> that came to their end.</summary>
    public CallTimings Timings => new(
        _parts[(int)CallPart.Dns],
        _parts[(int)CallPart.Connect],
        _parts[(int)CallPart.Tls],
        _parts[(int)CallPart.FirstByte],
        _parts[(int)CallPart.Download]);

    /// <summary>The call begins, with its name resolution.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _running = true;
            Current = CallPart.Dns;
            _start = time.GetTimestamp();
        }
    }

    /// <summary>There is no name to resolve: the first part is empty, and what has passed belongs to the next one.</summary>
    public void SkipDns()
    {
        lock (_gate)
        {
            if (_running && Current == CallPart.Dns)
                Close(TimeSpan.Zero);
        }
    }

    /// <summary>The part ends now. Does nothing where the call is not in that part (any more).</summary>
    public void End(CallPart part)
    {
        lock (_gate)
        {
            if (_running && Current == part)
                Close(time.GetElapsedTime(_start));
        }
    }

    /// <summary>The call ends now. The part it is in was cut short, and has no duration.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (_running)
                Finish(time.GetElapsedTime(_start));
        }
    }

    private void Close(TimeSpan mark)
    {
        var part = Current!.Value;
        _parts[(int)part] = mark - _lastMark;
        _lastMark = mark;
        if (part == CallPart.Download)
            Finish(mark);
        else
            Current = part == CallPart.Connect && !tls ? CallPart.FirstByte : part + 1;
    }

    private void Finish(TimeSpan mark)
    {
        _running = false;
        Latency = mark;
    }
}
