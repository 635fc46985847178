namespace Loadgen.Messages;

/// <summary>
/// A message that cannot be read, however often it is delivered. Its message says what was found and what is allowed, and quotes nothing
/// that could be long or secret.
/// </summary>
public sealed class MessageFormatException(string message, Exception? inner = null) : Exception(message, inner);
