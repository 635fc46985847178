using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Google.Events.Protobuf.Cloud.PubSub.V1;
using Loadgen.Cloud.Hosting;
using Loadgen.Messages;
using Loadgen.Planning;

namespace Loadgen.Planner;

/// <summary>Takes a tick, or a continuation of one, and publishes the hour's events, each shortly before it is due.</summary>
[FunctionsStartup(typeof(PlannerStartup))]
public sealed class PlannerFunction(HourPlanner planner, PushHandler push) : ICloudEventFunction<MessagePublishedData>
{
    /// <inheritdoc/>
    public Task HandleAsync(CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken) => push.HandleAsync(
        cloudEvent.Id, stop => planner.HandleAsync(Read(data, cloudEvent), stop), cancellationToken);

    private static TickDelivery Read(MessagePublishedData? data, CloudEvent cloudEvent)
    {
        if (data?.Message is not { PublishTime: { } publishTime, MessageId: { Length: > 0 } messageId } message)
            throw new MessageFormatException("The push has no message with messageId and publishTime; both are needed to name the run.");
        return new(
            PlannerMessage.Read(PushLimit.Tick.Check(message.Data.Memory), message.Attributes),
            messageId,
            publishTime.ToDateTimeOffset(),
            TickDelivery.TopicOf(cloudEvent.Source?.OriginalString));
    }
}
