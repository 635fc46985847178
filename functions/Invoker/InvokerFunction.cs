using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Google.Events.Protobuf.Cloud.PubSub.V1;
using Loadgen.Cloud.Hosting;
using Loadgen.Configuration;
using Loadgen.Invocation;
using Loadgen.Messages;

namespace Loadgen.Invoker;

/// <summary>Takes an event's message, makes its one call at the due moment and stores the log line.</summary>
/// <param name="configuration">The experiment; messages of another one are refused.</param>
[FunctionsStartup(typeof(InvokerStartup))]
public sealed class InvokerFunction(LoadgenConfiguration configuration, EventInvoker invoker, InvokerWarmUp warmUp, PushHandler push)
    : ICloudEventFunction<MessagePublishedData>
{
    /// <inheritdoc/>
    public Task HandleAsync(CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken) => push.HandleAsync(
        cloudEvent.Id, stop => HandleAsync(data, stop), cancellationToken);

    private Task<Disposition> HandleAsync(MessagePublishedData? data, CancellationToken stop)
    {
        if (data?.Message is not { } message)
            throw new MessageFormatException("The push has no message.");
        return TopicMessage.IsWarmUp(message.Attributes)
            ? warmUp.HandleAsync(stop)
            : invoker.HandleAsync(EventMessageCodec.Decode(PushLimit.Event.Check(message.Data.Memory), configuration), stop);
    }
}
