using System.Diagnostics.Metrics;
using Loadgen.Telemetry;

namespace Loadgen.Tests.Support;

/// <summary>Somebody who listens to one host's instruments.</summary>
internal sealed class HeardMetrics : IDisposable
{
    private readonly MeterListener _listener = new();

    public HeardMetrics(Metrics metrics)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == metrics.Meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything, in its order; tags as <c>name=value</c>.</summary>
    public List<(string Name, double Value, string Tags)> Measured { get; } = [];

    public List<double> this[string name] => [.. Measured.Where(one => one.Name == name).Select(one => one.Value)];

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new List<string>();
        foreach (var (name, tag) in tags)
            texts.Add($"{name}={tag}");
        Measured.Add((instrument.Name, value, string.Join(' ', texts)));
    }
}
