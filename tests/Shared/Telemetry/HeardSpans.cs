using System.Diagnostics;
using Loadgen.Telemetry;

namespace Loadgen.Testing.Telemetry;

/// <summary>Somebody who listens to one host's spans.</summary>
internal sealed class HeardSpans : IDisposable
{
    private readonly ActivityListener _listener;

    /// <param name="sample">What is wanted of a span whose parent is this; everything where it is left out.</param>
    public HeardSpans(Spans spans, Func<ActivityContext, ActivitySamplingResult>? sample = null)
    {
        sample ??= _ => ActivitySamplingResult.AllDataAndRecorded;
        _listener = new()
        {
            ShouldListenTo = source => source == spans.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => sample(options.Parent),
            ActivityStarted = span => _ = span.Id, // As some do, and it is theirs to do.
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>In the order in which they ended.</summary>
    public List<Activity> Ended { get; } = [];

    public IEnumerable<string> Names => Ended.Select(span => span.OperationName);

    public Activity this[string name] => Assert.Single(Ended, span => span.OperationName == name);

    public void Dispose() => _listener.Dispose();

    private void Note(Activity span)
    {
        lock (_listener)
            Ended.Add(span);
    }

    /// <summary>What a sampler does that leaves everything out, as OpenTelemetry's do: remote parents hear of it.</summary>
    public static ActivitySamplingResult Nothing(ActivityContext parent) =>
        parent.TraceId == default || parent.IsRemote ? ActivitySamplingResult.PropagationData : ActivitySamplingResult.None;
}
