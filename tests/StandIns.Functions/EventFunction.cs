using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Events.Protobuf.Cloud.PubSub.V1;
using Microsoft.Extensions.Logging;

namespace StandIns.Functions;

/// <summary>Remembers what it is given, logs it, and throws when the message tells it to.</summary>
public sealed class EventFunction(ReceivedEvents received, ILogger<EventFunction> logger) : ICloudEventFunction<MessagePublishedData>
{
    /// <inheritdoc />
    public Task HandleAsync(CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken)
    {
        received.Add(cloudEvent, data);
        logger.LogInformation("Received {Id} on attempt {Attempt}", cloudEvent.Id, data?.DeliveryAttempt);
        return data?.Message?.Attributes.GetValueOrDefault("throw") switch
        {
            "invalid" => throw new InvalidOperationException("as the message says"),
            "cancelled" => throw new OperationCanceledException("as the message says"),
            _ => Task.CompletedTask,
        };
    }
}
