namespace Loadgen.Cli.Up;

/// <summary>The local cloud cannot be there, for a reason that is not the operator's arguments. Its message is all that the operator needs.</summary>
internal class LocalCloudException(string message, Exception? inner = null) : Exception(message, inner);
