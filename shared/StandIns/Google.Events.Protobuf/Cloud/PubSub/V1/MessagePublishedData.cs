using CloudNative.CloudEvents;

namespace Google.Events.Protobuf.Cloud.PubSub.V1;

[CloudEventFormatter(typeof(ProtobufJsonCloudEventFormatter<MessagePublishedData>))]
public sealed partial class MessagePublishedData
{
    /// <summary>The type of the events that carry this.</summary>
    public const string MessagePublishedCloudEventType = "google.cloud.pubsub.topic.v1.messagePublished";
}
