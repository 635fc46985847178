using System.Text;

namespace Loadgen.Emulation.PubSub;

/// <summary>What Pub/Sub takes in one publish call.</summary>
internal static class MessageLimits
{
    private const int MostMessages = 1000;
    private const int MostBytes = 10_000_000;
    private const int MostAttributes = 100;
    private const int LongestKey = 256;
    private const int LongestValue = 1024;

    internal static void Require(IReadOnlyList<OutgoingMessage> messages)
    {
        if (messages.Count is < 1 or > MostMessages)
            throw PubSubException.Invalid($"{messages.Count} messages are published; 1 to {MostMessages} is allowed.");

        var bytes = 0L;
        foreach (var message in messages)
        {
            var attributes = message.Attributes ?? new Dictionary<string, string>(StringComparer.Ordinal);
            if (message.Data.IsEmpty && attributes.Count == 0)
                throw PubSubException.Invalid("A message has neither data nor attributes; one of them is needed.");
            if (attributes.Count > MostAttributes)
                throw PubSubException.Invalid($"A message has {attributes.Count} attributes; up to {MostAttributes} are allowed.");

            bytes += message.Data.Length;
            foreach (var (key, value) in attributes)
            {
                var (keyBytes, valueBytes) = (Encoding.UTF8.GetByteCount(key), Encoding.UTF8.GetByteCount(value));
                if (keyBytes is < 1 or > LongestKey || valueBytes > LongestValue)
                {
                    throw PubSubException.Invalid(
                        $"An attribute has a key of {keyBytes} and a value of {valueBytes} bytes; "
                        + $"1 to {LongestKey} and up to {LongestValue} are allowed.");
                }

                bytes += keyBytes + valueBytes;
            }
        }

        if (bytes > MostBytes)
            throw PubSubException.Invalid($"The messages have {bytes} bytes together; up to {MostBytes} are allowed.");
    }
}
