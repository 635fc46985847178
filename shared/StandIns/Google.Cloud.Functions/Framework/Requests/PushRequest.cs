using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CloudNative.CloudEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Framework.Requests;

/// <summary>A Pub/Sub message that is pushed as it is, without being a CloudEvent.</summary>
/// <param name="Topic"><c>projects/{p}/topics/{t}</c>.</param>
/// <param name="PublishTime">Null where it cannot be read.</param>
/// <param name="Data">What a MessagePublishedData says in JSON.</param>
internal sealed partial record PushRequest(string Id, string Topic, DateTimeOffset? PublishTime, ReadOnlyMemory<byte> Data)
{
    private const string UnknownTopic = "projects/unknown-project!/topics/unknown-topic!";
    private const string EventType = "google.cloud.pubsub.topic.v1.messagePublished";
    private const string JsonContentType = "application/json";

    /// <summary>
    /// What marks the events of the first Cloud Functions, which nothing here sends: to the genuine framework such a body is no push.
    /// </summary>
    private static readonly string[] LegacyMembers = ["data", "domain", "context", "eventId", "eventType", "params", "timestamp"];

    private static readonly CloudEventAttribute TopicAttribute =
        CloudEventAttribute.CreateExtension("topic", CloudEventAttributeType.String);

    /// <summary>Reads the request.</summary>
    /// <exception cref="FormatException">It is not a push.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    internal static async Task<PushRequest> ReadAsync(HttpRequest request, ILogger logger)
    {
        if (!string.Equals(request.ContentType, JsonContentType, StringComparison.Ordinal))
        {
            throw new FormatException(
                $"The request is no CloudEvent, and its content type is '{request.ContentType}' instead of {JsonContentType}.");
        }

        // As text, so that what is no UTF-8 is replaced and no error.
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = JsonSerializer.Deserialize<PushBody>(await reader.ReadToEndAsync())
            ?? throw new FormatException("The request's body is null.");
        return Read(body, request.Path, logger);
    }

    /// <summary>The event that an Eventarc trigger would have made of this message.</summary>
    internal CloudEvent ToCloudEvent(CloudEventFormatter formatter)
    {
        var cloudEvent = new CloudEvent
        {
            Id = Id,
            Type = EventType,
            Source = new Uri($"//pubsub.googleapis.com/{Topic}", UriKind.RelativeOrAbsolute),
            Time = PublishTime,
            DataContentType = JsonContentType,
        };
        if (TopicName().Match(Topic) is { Success: true } match)
            cloudEvent[TopicAttribute] = match.Groups["topic"].Value;

        formatter.DecodeBinaryModeEventData(Data, cloudEvent);
        return cloudEvent;
    }

    private static PushRequest Read(PushBody body, PathString path, ILogger logger)
    {
        if (body is not { Message: { } message, Subscription: { } subscription })
            throw new FormatException("A Pub/Sub push holds both 'message', an object, and 'subscription', a string.");
        if (LegacyMembers.FirstOrDefault(body.Has) is { } foreign)
            throw new FormatException($"A Pub/Sub push does not hold '{foreign}'.");

        if (PushBody.Text(message.GetValueOrDefault("messageId")) is not { Length: > 0 } id)
            throw new FormatException("A Pub/Sub push holds 'message.messageId', a string.");
        var topic = path.HasValue ? path.Value[1..] : "";
        if (!TopicName().IsMatch(topic))
        {
            logger.LogWarning("The request's path is not the name of a Pub/Sub topic; the event will say '{Topic}'.", UnknownTopic);
            topic = UnknownTopic;
        }

        var data = JsonSerializer.SerializeToUtf8Bytes(new { message, subscription });
        return new PushRequest(id, topic, Time(PushBody.Text(message.GetValueOrDefault("publishTime"))), data);
    }

    /// <summary>A time in UTC, to the microsecond; null for anything else.</summary>
    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    [GeneratedRegex("^projects/[^/]+/topics/(?<topic>[^/]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex TopicName();
}
