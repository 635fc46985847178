using Loadgen.Messages;
using Loadgen.Telemetry;

namespace Loadgen.Planning;

/// <summary>Events that are published in one request.</summary>
/// <param name="First">The first one's position in the plan.</param>
/// <param name="Spans">Those of the messages, where they have any.</param>
internal sealed record EventBatch(int First, IReadOnlyList<TopicMessage> Messages, IReadOnlyList<Span> Spans)
{
    /// <summary>What Pub/Sub takes in a request.</summary>
    private const int MostMessages = 1000;

    /// <summary>Pub/Sub takes 10 MB, and counts more than data and attributes.</summary>
    private const int MostBytes = 9_000_000;

    /// <summary>The position behind the last one.</summary>
    public int End => First + Messages.Count;

    /// <summary>As many events as go into a request, at least one.</summary>
    /// <param name="end">The position at which the batch ends at the latest.</param>
    /// <param name="dueBy">Later ones are left out, but for the first.</param>
    public static EventBatch Of(HourPlan plan, int first, int end, DateTimeOffset dueBy, PublishSpans publishing)
    {
        var messages = new List<TopicMessage>();
        var spans = new List<Span>();
        var bytes = 0L;
        for (var position = first; position < end && messages.Count < MostMessages; position++)
        {
            if (messages.Count > 0 && plan.Events.DueTimes[position] > dueBy)
                break;
            var planned = plan.MessageOf(plan.Events[position]);
            var span = publishing.Start(planned);
            var message = EventMessageCodec.Encode(span.TraceParent is { } place ? planned with { TraceParent = place } : planned);
            bytes += message.Bytes;
            if (messages.Count > 0 && bytes > MostBytes)
                break;
            messages.Add(message);
            if (span.IsRecorded)
                spans.Add(span);
        }

        return new(first, messages, spans);
    }
}
