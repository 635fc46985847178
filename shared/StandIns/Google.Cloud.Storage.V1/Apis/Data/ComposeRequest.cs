using Newtonsoft.Json;

namespace Google.Apis.Storage.v1.Data;

/// <summary>What to join.</summary>
public class ComposeRequest
{
    /// <summary>The metadata of what they become.</summary>
    [JsonProperty("destination")]
    public virtual Object? Destination { get; set; }

    /// <summary>The parts, in order.</summary>
    [JsonProperty("sourceObjects")]
    public virtual IList<SourceObjectsData>? SourceObjects { get; set; }

    /// <summary>One part.</summary>
    public class SourceObjectsData
    {
        /// <summary>Its name.</summary>
        [JsonProperty("name")]
        public virtual string? Name { get; set; }

        /// <summary>The generation meant, instead of the live one.</summary>
        [JsonProperty("generation")]
        public virtual long? Generation { get; set; }

        /// <summary>What must hold of it.</summary>
        [JsonProperty("objectPreconditions")]
        public virtual ObjectPreconditionsData? ObjectPreconditions { get; set; }

        /// <summary>Conditions on a part.</summary>
        public class ObjectPreconditionsData
        {
            /// <summary>The generation that it must have.</summary>
            [JsonProperty("ifGenerationMatch")]
            public virtual long? IfGenerationMatch { get; set; }
        }
    }
}
