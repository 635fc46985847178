using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

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
    /// <summary>About what stands beside the data.</summary>
    private const int Beside = 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body: Pub/Sub's push envelope, with its members in both spellings as Pub/Sub sends them.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var time = FormatTime(Message.PublishTime);
        var body = new ArrayBufferWriter<byte>(Beside + (Message.Data.Length * 4 / 3));
        using (var writer = new Utf8JsonWriter(body, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("message");
            WriteAttributes(writer);
            writer.WriteBase64String("data", Message.Data.Span);
            writer.WriteString("messageId", Message.MessageId);
            writer.WriteString("message_id", Message.MessageId);
            writer.WriteString("publishTime", time);
            writer.WriteString("publish_time", time);
            writer.WriteEndObject();
            writer.WriteString("subscription", Subscription);
            if (DeliveryAttempt is { } attempt)
                writer.WriteNumber("deliveryAttempt", attempt);
            writer.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    internal static string FormatTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private void WriteAttributes(Utf8JsonWriter writer)
    {
        if (Message.Attributes.Count == 0)
            return;
        writer.WriteStartObject("attributes");
        foreach (var (name, value) in Message.Attributes)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }
}
