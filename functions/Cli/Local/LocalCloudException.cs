namespace Loadgen.Cli.Local;

/// <summary>
/// The local cloud cannot be started or kept, for a reason other than the operator's arguments. Its message is all that the operator needs.
/// </summary>
internal class LocalCloudException(string message, Exception? inner = null) : Exception(message, inner);
