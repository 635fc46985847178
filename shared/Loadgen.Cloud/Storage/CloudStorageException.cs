namespace Loadgen.Cloud.Storage;

/// <summary>Cloud Storage refused for good: someone has to create a bucket or grant a permission. The message names it.</summary>
public sealed class CloudStorageException(string message, Exception? inner = null) : Exception(message, inner);
