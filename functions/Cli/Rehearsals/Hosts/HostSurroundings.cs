using Google.Cloud.Storage.V1;

namespace Loadgen.Cli.Rehearsals.Hosts;

/// <summary>What all functions of a rehearsal are given in place of the cloud.</summary>
/// <param name="CreateStorageClient">
/// Makes a client of the embedded Cloud Storage, which the function's host disposes of. Called at the first request: the storage starts
/// after the functions.
/// </param>
/// <param name="OpenLog">Opens the log of a function.</param>
internal sealed record HostSurroundings(TimeProvider Clock, Func<StorageClient> CreateStorageClient, OpenLog OpenLog);
