using Newtonsoft.Json;

namespace Google.Apis.Storage.v1.Data;

/// <summary>A bucket's metadata.</summary>
public class Bucket
{
    /// <summary>Its name.</summary>
    [JsonProperty("name")]
    public virtual string? Name { get; set; }
}
