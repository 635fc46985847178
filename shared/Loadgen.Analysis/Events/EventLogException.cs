namespace Loadgen.Analysis.Events;

/// <summary>Logs could not be read or written as a whole. The message names the file, what was found and what is allowed.</summary>
public sealed class EventLogException(string message, Exception? inner = null) : Exception(message, inner);
