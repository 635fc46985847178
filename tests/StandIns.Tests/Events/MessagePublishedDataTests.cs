using System.Net.Mime;
using System.Text;
using CloudNative.CloudEvents;
using Google.Events.Protobuf.Cloud.PubSub.V1;
using Google.Protobuf;

namespace StandIns.Tests.Events;

public sealed class MessagePublishedDataTests
{
    private static readonly CloudEventFormatter Formatter = CloudEventFormatterAttribute.CreateFormatter(typeof(MessagePublishedData))!;

    private static readonly MessagePublishedData Data = new()
    {
        Message = new PubsubMessage { TextData = "hello", MessageId = "m1", OrderingKey = "o", Attributes = { ["k"] = "v" } },
        Subscription = "projects/p/subscriptions/s",
        DeliveryAttempt = 3,
    };

    [Theory]
    [InlineData("""{"message":{"messageId":"m1"}}""", "m1", "camel case, as Pub/Sub writes it")]
    [InlineData("""{"message":{"message_id":"m1"}}""", "m1", "the field's own name")]
    [InlineData("""{"message":{"messageId":"m1","unknown":{"a":[]}},"more":1}""", "m1", "unknown fields are ignored")]
    [InlineData("""{"message":{}}""", "", "what is missing has its default")]
    public void Its_JSON_is_protobufs(string json, string messageId, string reason) =>
        Assert.True(messageId == Decode(json).Message.MessageId, reason);

    [Fact]
    public void Text_is_the_data_as_UTF8()
    {
        var message = Decode("""{"message":{"data":"4oKs"}}""").Message;

        Assert.Equal("€", message.TextData);
        Assert.Equal(ByteString.CopyFromUtf8("€"), message.Data);
        Assert.Throws<ArgumentNullException>(() => message.TextData = null!);
    }

    [Fact]
    public void What_is_written_is_read_again_in_either_mode()
    {
        var original = new CloudEvent { Id = "1", Type = "t", Source = new Uri("//s", UriKind.RelativeOrAbsolute), Data = Data };
        var encoded = Formatter.EncodeStructuredModeMessage(original, out var contentType);
        var structured = Formatter.DecodeStructuredModeMessage(encoded, contentType, extensionAttributes: null);
        var binary = new CloudEvent { DataContentType = "application/json" };
        Formatter.DecodeBinaryModeEventData(Formatter.EncodeBinaryModeEventData(original), binary);

        Assert.Equal("application/cloudevents+json", contentType.MediaType);
        Assert.Equal(Data, structured.Data);
        Assert.Equal(Data, binary.Data);
        Assert.Equal("1", structured.Id);
    }

    [Fact]
    public void Protobufs_own_encoding_is_read_where_the_content_type_says_so()
    {
        var cloudEvent = new CloudEvent { DataContentType = "application/protobuf" };
        Formatter.DecodeBinaryModeEventData(Data.ToByteArray(), cloudEvent);

        Assert.Equal(Data, cloudEvent.Data);
    }

    [Fact]
    public void A_structured_event_without_data_has_none()
    {
        var cloudEvent = Formatter.DecodeStructuredModeMessage(
            Encoding.UTF8.GetBytes("""{"specversion":"1.0","id":"1","source":"//s","type":"t","subject":null,"data":null}"""),
            new ContentType("application/cloudevents+json"),
            extensionAttributes: null);

        Assert.Null(cloudEvent.Data);
        Assert.Null(cloudEvent.Subject);
    }

    [Fact]
    public void Data_is_not_to_be_found_elsewhere() =>
        Assert.Throws<InvalidOperationException>(() => Formatter.DecodeStructuredModeMessage(
            Encoding.UTF8.GetBytes("""{"specversion":"1.0","id":"1","source":"//s","type":"t","data_base64":"e30="}"""),
            new ContentType("application/cloudevents+json"),
            extensionAttributes: null));

    private static MessagePublishedData Decode(string json)
    {
        var cloudEvent = new CloudEvent { DataContentType = "application/json" };
        Formatter.DecodeBinaryModeEventData(Encoding.UTF8.GetBytes(json), cloudEvent);
        return (MessagePublishedData)cloudEvent.Data!;
    }
}
