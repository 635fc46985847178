namespace Loadgen.Storage;

/// <summary>
/// An object that the system keeps for itself is not what the system writes. No message is to blame, and another attempt fares no better:
/// someone has to look at the object.
/// </summary>
/// <param name="objectName">The object's name in the log bucket.</param>
/// <param name="message">Names the object, and says what was found and what is allowed.</param>
public sealed class StoredStateException(string objectName, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The object's name in the log bucket.</summary>
    public string ObjectName { get; } = objectName;
}
