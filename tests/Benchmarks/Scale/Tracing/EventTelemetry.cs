using Loadgen.Benchmarks.Scale.Hours;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Invocation;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Telemetry;

namespace Loadgen.Benchmarks.Scale.Tracing;

/// <summary>
/// What planner and invoker call for the spans and metrics of an event that is called in time, and so that log entries name it; and nothing
/// else.
/// </summary>
internal sealed class EventTelemetry : IDisposable
{
    private readonly Spans _spans = new(TimeProvider.System);
    private readonly Metrics _metrics = new();
    private readonly PublishSpans _publishing;
    private readonly EventMessage _message;
    private readonly InvocationRecord _record;
    private readonly Uri _url;

    public EventTelemetry()
    {
        var configuration = MillionEvents.Configuration;
        var plan = MillionEvents.Plan(MillionEvents.Read());
        _publishing = new(_spans, plan: default);
        _message = plan.MessageOf(plan.Events[0]);
        var request = EventRequest.Of(configuration, _message, new("us-east1", ClockKind.Machine));
        _url = request.Target!.Url;
        var result = new CallResult
        {
            Outcome = Outcome.Ok,
            StatusCode = 200,
            Latency = TimeSpan.FromMilliseconds(20),
            Timings = new(Dns: null, Connect: null, Tls: null, FirstByte: null, Download: null),
            RequestBytes = 263,
            ResponseBytes = 11,
        };
        _record = request.Sent(_message.Event.ScheduledTime, result, _message.Event.ScheduledTime + result.Latency);
    }

    /// <summary>An event's place in its trace.</summary>
    public void Identify() => TraceContext.Of(_message.Run.Scenario, _message.Run.RunId, _message.Event.EventId);

    /// <summary>All of it, in the order in which it happens.</summary>
    public void Tell()
    {
        var message = _message;
        using (var publish = _publishing.Start(message))
        {
            if (publish.TraceParent is { } place)
                message = message with { TraceParent = place };
        }

        new LogScope().SetEvent(message.Run.Scenario, message.Run.RunId, message.Event.EventId);
        using var spans = new EventSpans(_spans, _metrics, message);
        spans.Claim().Dispose();
        spans.PrepareCall(_url);
        spans.Sent(_message.Event.ScheduledTime);
        using (spans.Store(_record))
        {
            _metrics.Pending(1);
            _metrics.Pending(-1);
            spans.Ended(_record.Outcome);
        }

        spans.Answer(Disposition.Acknowledge);
    }

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }
}
