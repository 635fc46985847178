using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Storage;

/// <summary>Reads what the system keeps for itself in the log bucket.</summary>
internal static class StoredState
{
    /// <summary>The media type of all of it.</summary>
    public const string MediaType = "application/json";

    /// <param name="name">The object's name.</param>
    /// <exception cref="StoredStateException">The content is not JSON, or <paramref name="read"/> refused it.</exception>
    public static T Read<T>(string name, ReadOnlyMemory<byte> content, Func<JsonElement, T> read) =>
        ReadBytes(name, content, bytes => StrictJson.Read(bytes, read));

    /// <inheritdoc cref="Read"/>
    /// <exception cref="StoredStateException"><paramref name="read"/> refused the content.</exception>
    public static T ReadBytes<T>(string name, ReadOnlyMemory<byte> content, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(content);
        }
        catch (JsonFormatException e)
        {
            throw new StoredStateException(name, e.About($"The object '{name}'"), e);
        }
    }
}
