namespace Loadgen.Serialization;

/// <summary>
/// JSON that is not what its writer would have written. The message says what was found and what is allowed, and quotes nothing that could be
/// long or secret.
/// </summary>
internal sealed class JsonFormatException(string message, Exception? inner = null) : Exception(message, inner);
