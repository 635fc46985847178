// As Google's, which says nothing about nulls: who reads it must compile against both.
#nullable disable annotations

using Newtonsoft.Json;

namespace Google.Apis.Storage.v1.Data;

/// <summary>An object's metadata.</summary>
public class Object
{
    /// <summary>Its bucket.</summary>
    [JsonProperty("bucket")]
    public virtual string Bucket { get; set; }

    /// <summary>Its name.</summary>
    [JsonProperty("name")]
    public virtual string Name { get; set; }

    /// <summary>Which content this is.</summary>
    [JsonProperty("generation")]
    public virtual long? Generation { get; set; }

    /// <summary>Which metadata of that content.</summary>
    [JsonProperty("metageneration")]
    public virtual long? Metageneration { get; set; }

    /// <summary>Its media type.</summary>
    [JsonProperty("contentType")]
    public virtual string ContentType { get; set; }

    /// <summary>Its length in bytes.</summary>
    [JsonProperty("size")]
    public virtual ulong? Size { get; set; }

    /// <summary>When its content or its metadata last changed.</summary>
    [JsonProperty("updated")]
    public virtual DateTimeOffset? UpdatedDateTimeOffset { get; set; }

    /// <summary>CRC-32C of its content, big-endian, in base64.</summary>
    [JsonProperty("crc32c")]
    public virtual string Crc32c { get; set; }

    /// <summary>MD5 of its content in base64; composed objects have none.</summary>
    [JsonProperty("md5Hash")]
    public virtual string Md5Hash { get; set; }
}
