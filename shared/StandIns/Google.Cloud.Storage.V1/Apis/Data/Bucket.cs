using Newtonsoft.Json;

namespace Google.Apis.Storage.v1.Data;

/// <summary>A bucket's metadata.</summary>
public class Bucket : Requests.IDirectResponseSchema
{
    /// <summary>Its name.</summary>
    [JsonProperty("name")]
    public virtual string? Name { get; set; }

    /// <inheritdoc />
    [JsonProperty("etag")]
    public virtual string? ETag { get; set; }
}
