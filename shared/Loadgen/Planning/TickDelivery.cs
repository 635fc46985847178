using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Telemetry;

namespace Loadgen.Planning;

/// <summary>One delivery of a message of the ticks' topic.</summary>
/// <param name="MessageId">Pub/Sub's ID of the message: the same at every delivery of it.</param>
/// <param name="PublishTime">When it was published: the same at every delivery of it.</param>
/// <param name="Topic">The ticks' topic, where continuations go; <see langword="null"/> where the push did not say.</param>
public sealed record TickDelivery(PlannerMessage Message, string MessageId, DateTimeOffset PublishTime, string? Topic)
{
    /// <summary>The span that brought it, as the push's header <c>traceparent</c> has it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What is logged of it is about the run, once that is known.</summary>
    public LogScope About { get; init; } = new();

    private const string PubSub = "//pubsub.googleapis.com/";

    /// <summary>The topic of a push, from its CloudEvent's source.</summary>
    /// <returns><see langword="null"/> where the source names none: the push endpoint's path has to be the topic's name.</returns>
    public static string? TopicOf(string? source) =>
        source?.StartsWith(PubSub, StringComparison.Ordinal) is true
        && CloudNameRules.Topic.TryParse(source[PubSub.Length..], out var topic)
            ? topic
            : null;
}
