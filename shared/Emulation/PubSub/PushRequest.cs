using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loadgen.Emulation.PubSub;

/// <summary>Sends one push and returns the HTTP status of its answer. An exception counts as a negative answer.</summary>
/// <param name="cancellationToken">
/// Cancelled at the acknowledgement deadline, when Pub/Sub cuts the connection, and when the broker is disposed of.
/// </param>
public delegate Task<int> PushSender(PushRequest request, CancellationToken cancellationToken);

/// <summary>One push of one message.</summary>
/// <param name="Subscription">The subscription's full name.</param>
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
        var message = new
        {
            attributes = Message.Attributes.Count == 0 ? null : Message.Attributes,
            data = Convert.ToBase64String(Message.Data.Span),
            messageId = Message.MessageId,
            message_id = Message.MessageId,
            publishTime = time,
            publish_time = time,
        };
        return JsonSerializer.SerializeToUtf8Bytes(new { message, Subscription, DeliveryAttempt }, Options);
    }

    internal static string FormatTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
