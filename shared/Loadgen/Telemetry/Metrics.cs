using System.Diagnostics.Metrics;
using Loadgen.Calls;

namespace Loadgen.Telemetry;

/// <summary>What a function counts and measures while it works. One for each host.</summary>
public sealed class Metrics : IDisposable
{
    /// <summary>The meter's name, which a listener knows it by.</summary>
    public const string MeterName = "Loadgen";

    private readonly Histogram<double> _lag;
    private readonly Counter<long> _events;
    private readonly UpDownCounter<long> _held;
    private readonly UpDownCounter<long> _inFlight;
    private readonly UpDownCounter<long> _pending;
    private readonly Counter<long> _retries;

    /// <summary>Makes the instruments.</summary>
    public Metrics()
    {
        _lag = Meter.CreateHistogram(
            "loadgen.event.lag",
            "s",
            "From when an event was due until its request was sent",
            tags: null,
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries =
                [
                    0.000_01, 0.000_02, 0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.002, 0.005,
                    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10,
                ],
            });
        _events = Meter.CreateCounter<long>("loadgen.events", "{event}", "Events that ended in this instance");
        _held = Meter.CreateUpDownCounter<long>("loadgen.events.held", "{event}", "Messages that wait for their event to be due");
        _inFlight = Meter.CreateUpDownCounter<long>("loadgen.calls.in_flight", "{call}", "Calls that have no result yet");
        _pending = Meter.CreateUpDownCounter<long>("loadgen.lines.pending", "{line}", "Lines that are not stored yet");
        _retries = Meter.CreateCounter<long>("loadgen.storage.retries", "{retry}", "Requests to the store that were made again");
    }

    /// <summary>Has all instruments.</summary>
    public Meter Meter { get; } = new(MeterName, LoadgenVersion.Current);

    /// <summary>An event's request is on its way.</summary>
    public void Sent(string functionId, TimeSpan lag)
    {
        if (_lag.Enabled)
            _lag.Record(lag.TotalSeconds, new KeyValuePair<string, object?>(SpanTags.FunctionId, functionId));
    }

    /// <summary>An event is over.</summary>
    public void Ended(string functionId, Outcome outcome)
    {
        if (_events.Enabled)
            _events.Add(1, new(SpanTags.FunctionId, functionId), new(SpanTags.Outcome, outcome.ToName()));
    }

    /// <summary>Messages are held from now on, or (negative) no more.</summary>
    public void Held(int change) => _held.Add(change);

    /// <summary>Calls are in flight from now on, or (negative) no more.</summary>
    public void InFlight(int change) => _inFlight.Add(change);

    /// <summary>Lines wait to be stored from now on, or (negative) no more.</summary>
    public void Pending(int change) => _pending.Add(change);

    /// <summary>A request to the store is made again.</summary>
    public void Retried() => _retries.Add(1);

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();
}
