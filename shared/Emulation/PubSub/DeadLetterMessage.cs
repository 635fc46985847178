using System.Globalization;

namespace Loadgen.Emulation.PubSub;

/// <summary>A message as it is forwarded to a dead-letter topic: with its data and attributes, and attributes that tell where it was.</summary>
internal static class DeadLetterMessage
{
    private const string Prefix = "CloudPubSubDeadLetterSource";

    internal static OutgoingMessage Of(Delivery delivery, string subscription)
    {
        var (project, id) = ResourceName.Split(subscription);
        return new(
            delivery.Message.Data,
            new Dictionary<string, string>(delivery.Message.Attributes, StringComparer.Ordinal)
            {
                [Prefix + "DeliveryCount"] = delivery.Attempts.ToString(CultureInfo.InvariantCulture),
                [Prefix + "Subscription"] = id,
                [Prefix + "SubscriptionProject"] = project,
                [Prefix + "TopicPublishTime"] = PushRequest.FormatTime(delivery.Message.PublishTime),
            });
    }
}
