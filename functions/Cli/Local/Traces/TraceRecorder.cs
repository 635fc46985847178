using System.Collections.Concurrent;
using System.Diagnostics;
using Loadgen.Telemetry;

namespace Loadgen.Cli.Local.Traces;

/// <summary>Keeps the spans of functions until they are written.</summary>
internal sealed class TraceRecorder : IDisposable
{
    private readonly ConcurrentQueue<TracedSpan> _spans = [];
    private readonly ConcurrentBag<ActivityListener> _listeners = [];

    /// <summary>Those that have ended so far.</summary>
    public IReadOnlyList<TracedSpan> Spans => [.. _spans];

    /// <summary>Keeps a function's spans from now on.</summary>
    /// <returns>The same.</returns>
    public Spans Record(string function, Spans spans)
    {
        var listener = new ActivityListener
        {
            // Not by its name: all functions have the same.
            ShouldListenTo = source => source == spans.Source,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _spans.Enqueue(new(function, activity)),
        };
        ActivitySource.AddActivityListener(listener);
        _listeners.Add(listener);
        return spans;
    }

    public void Dispose()
    {
        foreach (var listener in _listeners)
            listener.Dispose();
    }
}
