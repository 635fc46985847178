using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Google.Cloud.PubSub.V1;
using Loadgen.Emulation.PubSub;
using Encoding = System.Text.Encoding;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>Requests as they reach a function.</summary>
internal static class Pushes
{
    public static readonly DateTimeOffset TickTime = new(2026, 1, 20, 12, 58, 2, TimeSpan.Zero);

    /// <summary>A push as Pub/Sub sends it.</summary>
    public static HttpRequestMessage Push(ReadOnlyMemory<byte> data, string messageId = "m-1", DateTimeOffset? publishTime = null) =>
        Raw(Envelope(data, messageId, publishTime));

    public static HttpRequestMessage Push(string data, string messageId = "m-1", DateTimeOffset? publishTime = null) =>
        Push(Encoding.UTF8.GetBytes(data), messageId, publishTime);

    /// <summary>A push of what a planner published.</summary>
    public static HttpRequestMessage Push(PubsubMessage message, string messageId) =>
        Raw(Envelope(message.Data.Memory, messageId, attributes: message.Attributes));

    /// <summary>Pub/Sub's body.</summary>
    public static byte[] Envelope(
        ReadOnlyMemory<byte> data,
        string messageId = "m-1",
        DateTimeOffset? publishTime = null,
        IEnumerable<KeyValuePair<string, string>>? attributes = null) => new PushRequest(
            "projects/p/subscriptions/s",
            new("http://function.test/"),
            new PubSubMessage(
                messageId, publishTime ?? TickTime, data, new Dictionary<string, string>(attributes ?? [], StringComparer.Ordinal)),
            DeliveryAttempt: 1).ToJson().ToArray();

    /// <summary>The same as a CloudEvent with its attributes in the headers, as Eventarc sends it.</summary>
    public static HttpRequestMessage Binary(string data, string id = "m-1")
    {
        var request = Raw(Encoding.UTF8.GetBytes(data));
        request.Headers.Add("ce-specversion", "1.0");
        request.Headers.Add("ce-id", id);
        request.Headers.Add("ce-source", "//pubsub.googleapis.com/projects/p/topics/ticks");
        request.Headers.Add("ce-type", "google.cloud.pubsub.topic.v1.messagePublished");
        return request;
    }

    /// <summary>The same as a CloudEvent that is all in the body.</summary>
    public static HttpRequestMessage Structured(string? data, string id = "m-1")
    {
        var cloudEvent = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = "//pubsub.googleapis.com/projects/p/topics/ticks",
            ["type"] = "google.cloud.pubsub.topic.v1.messagePublished",
        };
        if (data is not null)
            cloudEvent["data"] = JsonNode.Parse(data);
        return Raw(Encoding.UTF8.GetBytes(cloudEvent.ToJsonString()), "application/cloudevents+json");
    }

    /// <summary>What the data of such a CloudEvent is.</summary>
    public static string CloudEventData(ReadOnlyMemory<byte> data, string messageId = "m-1") =>
        Encoding.UTF8.GetString(Envelope(data, messageId));

    /// <summary>Any body.</summary>
    public static HttpRequestMessage Raw(byte[] body, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/projects/p/topics/ticks", UriKind.Relative));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return request;
    }
}
