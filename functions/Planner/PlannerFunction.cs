using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Google.Events.Protobuf.Cloud.PubSub.V1;
using Loadgen.Cloud.Hosting;
using Loadgen.Messages;
using Loadgen.Planning;

namespace Loadgen.Planner;

/// <summary>Takes a tick and publishes the hour's events, each shortly before it is due.</summary>
[FunctionsStartup(typeof(PlannerStartup))]
public sealed class PlannerFunction(HourPlanner planner, PushHandler push) : ICloudEventFunction<MessagePublishedData>
{
    /// <inheritdoc/>
    public Task HandleAsync(CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken) => push.HandleAsync(
        cloudEvent.Id, stop => planner.HandleAsync(Read(data), stop), cancellationToken);

    private static TickDelivery Read(MessagePublishedData? data)
    {
        if (data?.Message is not { PublishTime: { } publishTime, MessageId: { Length: > 0 } messageId } message)
            throw new MessageFormatException("The push has no message with messageId and publishTime; both are needed to name the run.");
        return new(Tick.Read(PushLimit.Tick.Check(message.Data.Memory)), messageId, publishTime.ToDateTimeOffset());
    }
}
