using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Messages;

/// <summary>Reads the data of a message.</summary>
internal static class MessageData
{
    /// <param name="subject">What the message is, to begin a sentence with.</param>
    /// <exception cref="MessageFormatException">The data is not JSON, or <paramref name="read"/> refused it.</exception>
    public static T Read<T>(string subject, ReadOnlyMemory<byte> data, Func<JsonElement, T> read)
    {
        try
        {
            return StrictJson.Read(data, read);
        }
        catch (JsonFormatException e)
        {
            throw new MessageFormatException(e.About(subject), e);
        }
    }
}
