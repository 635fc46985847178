using System.Text.Json.Serialization;

namespace Loadgen.Emulation.Storage.Objects;

/// <summary>What is known of one object besides its content.</summary>
internal sealed record ObjectRecord
{
    public required string Bucket { get; init; }

    public required string Name { get; init; }

    /// <summary>Which write this content came from; microseconds, and larger with every write.</summary>
    public required long Generation { get; init; }

    /// <summary>Which version of the metadata this is; 1 with every new generation.</summary>
    public required long Metageneration { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset TimeCreated { get; init; }

    public required DateTimeOffset Updated { get; init; }

    /// <summary>CRC-32C of the content, big-endian, in base64.</summary>
    public required string Crc32C { get; init; }

    /// <summary>MD5 of the content in base64; composite objects have none.</summary>
    public string? Md5 { get; init; }

    /// <summary>Of how many components a composite object was joined.</summary>
    public int? ComponentCount { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? CacheControl { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>An object's record with its content.</summary>
internal sealed record ObjectVersion(ObjectRecord Record, ReadOnlyMemory<byte> Content);

/// <summary>What a client may say, as JSON, about an object that it writes; <see langword="null"/> where it says nothing.</summary>
internal sealed record ObjectTraits
{
    public string? Name { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? CacheControl { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The CRC-32C that the content must have.</summary>
    public string? Crc32C { get; init; }

    /// <summary>The MD5 that the content must have.</summary>
    [JsonPropertyName("md5Hash")]
    public string? Md5 { get; init; }
}
