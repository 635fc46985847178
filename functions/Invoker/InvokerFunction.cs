using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Google.Events.Protobuf.Cloud.PubSub.V1;
using Loadgen.Cloud.Hosting;
using Loadgen.Configuration;
using Loadgen.Invocation;
using Loadgen.Messages;
using Loadgen.Telemetry;

namespace Loadgen.Invoker;

/// <summary>Takes an event's message, makes its one call at the due moment and stores the log line.</summary>
/// <param name="configuration">The experiment; messages of another one are refused.</param>
[FunctionsStartup(typeof(InvokerStartup))]
public sealed class InvokerFunction(LoadgenConfiguration configuration, EventInvoker invoker, InvokerWarmUp warmUp, PushHandler push)
    : ICloudEventFunction<MessagePublishedData>
{
    /// <inheritdoc/>
    public Task HandleAsync(CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken) => push.HandleAsync(
        cloudEvent.Id, (about, stop) => HandleAsync(data, about, stop), cancellationToken);

    private Task<Disposition> HandleAsync(MessagePublishedData? data, LogScope about, CancellationToken stop)
    {
        if (data?.Message is not { } message)
            throw new MessageFormatException("The push has no message.");
        if (TopicMessage.IsWarmUp(message.Attributes))
            return warmUp.HandleAsync(stop);

        var decoded = EventMessageCodec.Decode(PushLimit.Event.Check(message.Data.Memory), message.Attributes, configuration);
        about.SetEvent(decoded.Run.Scenario, decoded.Run.RunId, decoded.Event.EventId);
        return invoker.HandleAsync(decoded, stop);
    }
}
