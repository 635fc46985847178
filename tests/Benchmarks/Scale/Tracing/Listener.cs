using System.Diagnostics;
using System.Diagnostics.Metrics;
using Loadgen.Telemetry;

namespace Loadgen.Benchmarks.Scale.Tracing;

/// <summary>Wants to know everything that is told, and keeps the names. For one thread.</summary>
internal sealed class Listener : IDisposable
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics = new();

    public Listener()
    {
        _spans = new()
        {
            ShouldListenTo = static source => source.Name == Spans.SourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _names.Add(activity.OperationName),
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == Metrics.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _metrics.SetMeasurementEventCallback<long>((instrument, _, _, _) => _names.Add(instrument.Name));
        _metrics.SetMeasurementEventCallback<double>((instrument, _, _, _) => _names.Add(instrument.Name));
        _metrics.Start();
    }

    /// <summary>Of spans that have ended, and of metrics.</summary>
    public IReadOnlyCollection<string> Names => _names;

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }
}
