using Newtonsoft.Json;

namespace Google.Apis.Storage.v1.Data;

/// <summary>A page of a bucket's objects.</summary>
public class Objects
{
    /// <summary>The objects; <see langword="null"/> for none.</summary>
    [JsonProperty("items")]
    public virtual IList<Object>? Items { get; set; }

    /// <summary>The page after this one, if there is one.</summary>
    [JsonProperty("nextPageToken")]
    public virtual string? NextPageToken { get; set; }
}
