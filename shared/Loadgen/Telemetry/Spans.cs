using System.Diagnostics;
using System.Runtime.CompilerServices;
using Loadgen.Calls;

namespace Loadgen.Telemetry;

/// <summary>Makes the spans of a function, which cost next to nothing where nobody listens. One for each host.</summary>
/// <param name="time">The clock of their times: a rehearsal's is not the machine's.</param>
public sealed class Spans(TimeProvider time) : IDisposable
{
    /// <summary>The source's name, which a listener knows it by.</summary>
    public const string SourceName = "Loadgen";

    /// <summary>Where they come from.</summary>
    public ActivitySource Source { get; } = new(SourceName, LoadgenVersion.Current);

    /// <summary>Whether anybody listens.</summary>
    public bool AreOn => Source.HasListeners();

    /// <summary>The context of a <c>traceparent</c> that came from elsewhere.</summary>
    /// <returns>The default, which begins a trace, where it is none.</returns>
    public static ActivityContext ParentOf(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent) ? parent : default;

    /// <summary>Begins a span, which is the current one until it ends.</summary>
    /// <param name="parent">Of the trace that it is in; without one it begins a trace.</param>
    public Span Start(string name, ActivityKind kind, ActivityContext parent, IEnumerable<ActivityLink>? links = null)
    {
        if (!AreOn)
            return default;

        var before = Activity.Current;
        if (parent == default)
            Activity.Current = null; // It would be the parent.
        if (Source.StartActivity(kind, parent, tags: null, links, time.GetUtcNow(), name) is { } activity)
            return new(activity, time, before);
        Span.MakeCurrent(before);
        return default;
    }

    /// <summary>Begins the root of a trace whose IDs are given. The current span stays the current one.</summary>
    public Span StartRoot(string name, ActivityKind kind, TraceContext trace, IEnumerable<ActivityLink>? links = null)
    {
        if (!AreOn)
            return default;

        var before = Activity.Current;
        Activity.Current = null;

        // A parent without a span is the only way to name the trace. Being remote, it has samplers answer with a span for those that they
        // leave out, too, which tells others that they did.
        var parent = new ActivityContext(
            ActivityTraceId.CreateFromString(trace.TraceId), default, ActivityTraceFlags.Recorded, traceState: null, isRemote: true);
        var activity = Source.StartActivity(kind, parent, tags: null, links, time.GetUtcNow(), name);
        Span.MakeCurrent(before);
        if (activity is null)
            return default;
        SpanId(activity) = trace.SpanId;
        return new(activity, time, before: null);
    }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    /// <summary>A span's ID is always a random one, and there is no other way to change it.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanId(Activity activity);
}
