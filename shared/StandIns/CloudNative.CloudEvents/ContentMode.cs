namespace CloudNative.CloudEvents;

/// <summary>How a CloudEvent is laid out in a message.</summary>
public enum ContentMode
{
    /// <summary>The attributes and the data in one body.</summary>
    Structured = 0,

    /// <summary>The attributes in headers, the data as the body.</summary>
    Binary = 1,
}
