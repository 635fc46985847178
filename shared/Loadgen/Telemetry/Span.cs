using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Loadgen.Telemetry;

/// <summary>A span that ends when it is disposed of, by the clock that it began by. All of it does nothing where nobody listens.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct Span : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Activity? _before;

    internal Span(Activity activity, TimeProvider time, Activity? before)
    {
        Activity = activity;
        _time = time;
        _before = before;
    }

    /// <summary><see langword="null"/> where nobody listens, or the trace is left out.</summary>
    public Activity? Activity { get; }

    /// <summary>Whether anybody will see what is said of it. What costs something to find out is only worth it then.</summary>
    public bool IsRecorded => Activity is { IsAllDataRequested: true };

    /// <summary>The parent of what happens because of it; the default where there is none.</summary>
    public ActivityContext Context => Activity?.Context ?? default;

    /// <summary>Its place in the trace, as the header <c>traceparent</c> has it; <see langword="null"/> where there is none.</summary>
    /// <remarks>An activity's own text keeps the ID that it had when somebody first asked, and a root is given its ID later.</remarks>
    public string? TraceParent => Activity is { } activity
        ? $"00-{activity.TraceId.ToHexString()}-{activity.SpanId.ToHexString()}-{(activity.Recorded ? "01" : "00")}"
        : null;

    /// <summary>Says something of it, unless it has ended.</summary>
    public void Set(string name, object? value)
    {
        if (Activity is { IsAllDataRequested: true, IsStopped: false } activity)
            activity.SetTag(name, value);
    }

    /// <summary>Says whose it is, as far as that is known.</summary>
    public void SetEvent(string? scenario, string? runId, string? eventId, string? functionId)
    {
        Set(SpanTags.Scenario, scenario);
        Set(SpanTags.RunId, runId);
        Set(SpanTags.EventId, eventId);
        Set(SpanTags.FunctionId, functionId);
    }

    /// <summary>Says that it failed, unless it has ended.</summary>
    /// <param name="type">One of few, to count by: <c>timeout</c>, <c>503</c>, the name of an exception's type.</param>
    public void Fail(string type, string? description = null)
    {
        if (Activity is { IsAllDataRequested: true, IsStopped: false } activity)
            activity.SetTag(SpanTags.ErrorType, type).SetStatus(ActivityStatusCode.Error, description);
    }

    /// <summary>Leaves it as if it had never begun, instead of ending it: nobody hears of a span that does not end.</summary>
    public void Drop()
    {
        if (Activity is { IsStopped: false } && Activity.Current == Activity)
            MakeCurrent(_before);
    }

    /// <summary>Ends it now, unless it has ended.</summary>
    public void Dispose()
    {
        if (Activity is { IsStopped: false })
            End(_time.GetUtcNow());
    }

    /// <summary>Ends it, unless it has ended.</summary>
    /// <param name="at">When it ended.</param>
    public void End(DateTimeOffset at)
    {
        if (Activity is not { IsStopped: false } activity)
            return;

        // The one that is current stays so, unless it is this one.
        var current = Activity.Current;
        activity.SetEndTime(at.UtcDateTime);
        activity.Dispose();
        MakeCurrent(current == activity ? _before : current);
    }

    /// <summary>Makes a span the current one, or none where it has ended.</summary>
    internal static void MakeCurrent(Activity? activity) => Activity.Current = activity is { IsStopped: true } ? null : activity;
}
