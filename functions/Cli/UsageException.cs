namespace Loadgen.Cli;

/// <summary>Something that the operator gave is wrong. Its message says what was found and what is allowed.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
