using Loadgen.Logs;
using Loadgen.Messages;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Invocation;

/// <summary>One delivery of an event's message while it is being worked on.</summary>
/// <param name="Spans">Begun on arrival: nothing that can be done before a call belongs between its due instant and its sending.</param>
/// <param name="CallEndsBy">When the call must be over at the latest, so that its result can still be stored.</param>
/// <param name="Stop">Cancelled when what is held has to go back, for whichever reason.</param>
/// <param name="AnswerBy">Cancelled when Pub/Sub is about to stop waiting: the limit of what must not be given back any more.</param>
internal sealed record EventDelivery(
    EventMessage Message,
    RunLog Log,
    EventRequest Request,
    EventSpans Spans,
    DateTimeOffset CallEndsBy,
    CancellationToken Stop,
    CancellationToken AnswerBy)
{
    public Run Run => Message.Run;

    public PlannedEvent Event => Message.Event;

    public LineKey Key => LineKey.OfEvent(Event.EventId);
}
