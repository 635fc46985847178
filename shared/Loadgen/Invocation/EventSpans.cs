using System.Diagnostics;
using Loadgen.Calls;
using Loadgen.Messages;
using Loadgen.Records;
using Loadgen.Telemetry;

namespace Loadgen.Invocation;

/// <summary>
/// The spans of one delivery of an event, and what is counted beside them. Between the instant at which the event is due and the sending of
/// its request there is nothing to be done for them: the call's span begins before and is given its time afterwards.
/// </summary>
internal sealed class EventSpans : IDisposable
{
    /// <summary>Why a line is not stored: the event has another.</summary>
    public const string Overtaken = "overtaken";

    private readonly Spans _spans;
    private readonly Metrics _metrics;
    private readonly EventMessage _message;
    private readonly ActivityContext _root;
    private readonly Span _hold;
    private Span _call;
    private bool _isHeld = true;
    private bool _isInFlight;

    /// <summary>The event's message is held from now on.</summary>
    public EventSpans(Spans spans, Metrics metrics, EventMessage message)
    {
        (_spans, _metrics, _message) = (spans, metrics, message);
        Trace = TraceContext.Of(message.Run.Scenario, message.Run.RunId, message.Event.EventId);
        if (spans.AreOn)
            _root = RootOf(message.TraceParent, Trace);
        _hold = Start(SpanNames.Hold, ActivityKind.Consumer, _root);
        metrics.Held(1);
    }

    /// <summary>What the event's request says of its place: the call's span, or the root where the call has none.</summary>
    public TraceContext Trace { get; private set; }

    /// <summary>The claim is asked for.</summary>
    public Span Claim() => Start(SpanNames.Claim, ActivityKind.Internal, _hold.Activity is null ? _root : _hold.Context);

    /// <summary>Everything is ready for the request.</summary>
    public void PrepareCall(Uri url)
    {
        _call = Start(SpanNames.Call, ActivityKind.Client, _root);
        if (_call.Activity is not { Recorded: true } activity)
            return;
        _call.SetRequest("POST", url);
        Trace = Trace with { SpanId = activity.SpanId.ToHexString() };
    }

    /// <summary>The request is on its way.</summary>
    public void Sent(DateTimeOffset at)
    {
        var lag = at - _message.Event.ScheduledTime;
        EndHold(at);
        _isInFlight = true;
        _metrics.InFlight(1);
        _metrics.Sent(_message.Event.FunctionId, lag);
        _call.Activity?.SetStartTime(at.UtcDateTime);
        if (_call.IsRecorded)
            _call.Set(SpanTags.StartLag, lag.TotalMilliseconds);
    }

    /// <summary>There will be no request.</summary>
    public void DropCall() => _call.Drop();

    /// <summary>What came of the event is known, and has to be stored.</summary>
    public Span Store(InvocationRecord record)
    {
        EndHold(record.RecordedAt);
        EndCall(record);
        var store = Start(SpanNames.Store, ActivityKind.Internal, _root);
        if (store.IsRecorded)
            store.Set(SpanTags.Outcome, record.Outcome.ToName());
        return store;
    }

    /// <summary>What an earlier delivery has left is stored.</summary>
    public Span StoreLeftOver() => Start(SpanNames.Store, ActivityKind.Internal, _root);

    /// <summary>The event is over: its line is stored, or waits in memory.</summary>
    public void Ended(Outcome outcome) => _metrics.Ended(_message.Event.FunctionId, outcome);

    /// <summary>The delivery is over.</summary>
    public Disposition Answer(Disposition disposition)
    {
        if (disposition is Disposition.Nacked nacked)
            _hold.Set(SpanTags.Disposition, nacked.Reason);
        return disposition;
    }

    /// <summary>The delivery has failed.</summary>
    public void Fail(Exception exception) => _hold.Fail(exception.GetType().Name, exception.Message);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isHeld)
            _metrics.Held(-1);
        if (_isInFlight)
            _metrics.InFlight(-1);
        _hold.Dispose();
    }

    /// <summary>Publishing, where the message says so of the event's own trace. Else the root that every log tells.</summary>
    private static ActivityContext RootOf(string? traceParent, TraceContext trace)
    {
        var traceId = ActivityTraceId.CreateFromString(trace.TraceId);
        var published = Spans.ParentOf(traceParent);
        return published.TraceId == traceId
            ? published
            : new(traceId, ActivitySpanId.CreateFromString(trace.SpanId), ActivityTraceFlags.Recorded, traceState: null, isRemote: true);
    }

    private void EndHold(DateTimeOffset at)
    {
        if (!_isHeld)
            return;
        _isHeld = false;
        _metrics.Held(-1);
        _hold.End(at);
    }

    private void EndCall(InvocationRecord record)
    {
        if (!_isInFlight)
        {
            DropCall();
            return;
        }

        _isInFlight = false;
        _metrics.InFlight(-1);
        if (_call.IsRecorded)
            Describe(record);
        _call.End(record.RecordedAt);
    }

    private void Describe(InvocationRecord record)
    {
        var outcome = record.Outcome.ToName();
        _call.Set(SpanTags.Outcome, outcome);
        if (record.Call?.StatusCode is { } status)
            _call.SetAnswer(status, "1.1", isFailure: record.Outcome is Outcome.HttpError);
        if (record.Outcome is not (Outcome.Ok or Outcome.HttpError))
            _call.Fail(outcome, record.Call?.Error);
    }

    private Span Start(string name, ActivityKind kind, ActivityContext parent)
    {
        // Somebody who begins to listen in the middle hears of the next event.
        var span = parent == default ? default : _spans.Start(name, kind, parent);
        if (span.IsRecorded)
            span.SetEvent(_message.Run.Scenario.ToString(), _message.Run.RunId, _message.Event.EventId, _message.Event.FunctionId);
        return span;
    }
}
