using System.Diagnostics;
using Loadgen.Calls;
using Loadgen.Messages;
using Loadgen.Telemetry;

namespace Loadgen.Planning;

/// <summary>
/// The spans of messages that are being published: each is the root of its event's trace, and names the delivery that it is published by.
/// </summary>
/// <remarks>
/// Where nobody knows whether a message is out, its span does not end: whoever publishes it again makes the same one.
/// </remarks>
internal sealed class PublishSpans(Spans spans, Span plan)
{
    private readonly ActivityLink[] _plan = plan.Activity is { Recorded: true } activity ? [new(activity.Context)] : [];

    /// <summary>An event's message is about to be published.</summary>
    public Span Start(EventMessage message)
    {
        if (!spans.AreOn)
            return default;

        var (run, planned) = (message.Run, message.Event);
        var trace = TraceContext.Of(run.Scenario, run.RunId, planned.EventId);
        var span = spans.StartRoot(SpanNames.Publish, ActivityKind.Producer, trace, _plan);
        if (span.IsRecorded)
            span.SetEvent(run.Scenario.ToString(), run.RunId, planned.EventId, planned.FunctionId);
        return span;
    }
}
