using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loadgen.Emulation.PubSub;

/// <summary>Sends one push and returns the HTTP status of its answer. An exception counts as a negative answer.</summary>
/// <param name="request">What is pushed, and where.</param>
/// <param name="cancellationToken">Cancelled at the acknowledgement deadline, when Pub/Sub cuts the connection, and at the broker's end.</param>
public delegate Task<int> PushSender(PushRequest request, CancellationToken cancellationToken);

/// <summary>One push of one message.</summary>
/// <param name="Subscription">The subscription's full name.</param>
/// <param name="Endpoint">Where to.</param>
/// <param name="Message">What.</param>
/// <param name="DeliveryAttempt">Counts from 1; only where the subscription has a dead-letter policy.</param>
public sealed record PushRequest(string Subscription, Uri Endpoint, PubSubMessage Message, int? DeliveryAttempt)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The body: Pub/Sub's push envelope, with its members in both spellings as Pub/Sub sends them.</summary>
    public byte[] ToJson()
    {
        var time = FormatTime(Message.PublishTime);
        return JsonSerializer.SerializeToUtf8Bytes(
            new Envelope(
                new(
                    Message.Attributes.Count == 0 ? null : Message.Attributes,
                    Convert.ToBase64String(Message.Data.Span),
                    Message.MessageId,
                    Message.MessageId,
                    time,
                    time),
                Subscription,
                DeliveryAttempt),
            Options);
    }

    internal static string FormatTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private sealed record Envelope(EnvelopeMessage Message, string Subscription, int? DeliveryAttempt);

    private sealed record EnvelopeMessage(
        IReadOnlyDictionary<string, string>? Attributes,
        string Data,
        string MessageId,
        [property: JsonPropertyName("message_id")] string MessageIdTwin,
        string PublishTime,
        [property: JsonPropertyName("publish_time")] string PublishTimeTwin);
}
