using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Google.Events.Protobuf.Cloud.PubSub.V1;
using Loadgen.Cloud.Hosting;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Planner;

/// <summary>Takes a tick, or a continuation of one, and publishes the hour's events, each shortly before it is due.</summary>
/// <param name="context">Has the push's own headers.</param>
[FunctionsStartup(typeof(PlannerStartup))]
public sealed class PlannerFunction(HourPlanner planner, PushHandler push, IHttpContextAccessor context)
    : ICloudEventFunction<MessagePublishedData>
{
    /// <inheritdoc/>
    public Task HandleAsync(CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken) => push.HandleAsync(
        cloudEvent.Id, (about, stop) => planner.HandleAsync(Read(data, cloudEvent, about), stop), cancellationToken);

    private TickDelivery Read(MessagePublishedData? data, CloudEvent cloudEvent, LogScope about)
    {
        if (data?.Message is not { PublishTime: { } publishTime, MessageId: { Length: > 0 } messageId } message)
            throw new MessageFormatException("The push has no message with messageId and publishTime; both are needed to name the run.");
        return new(
            PlannerMessage.Read(PushLimit.Tick.Check(message.Data.Memory), message.Attributes),
            messageId,
            publishTime.ToDateTimeOffset(),
            TickDelivery.TopicOf(cloudEvent.Source?.OriginalString))
        {
            About = about,
            TraceParent = context.HttpContext?.Request.Headers.TraceParent,
        };
    }
}
