using Loadgen.Cli.Logs;
using Loadgen.Cli.Variables;
using Loadgen.Cloud.Storage;
using Loadgen.Configuration;

namespace Loadgen.Cli.Watching;

/// <summary>Opens places of logs.</summary>
internal static class LogPlaces
{
    /// <summary>Opens what an operator names.</summary>
    /// <exception cref="UsageException">There is nothing, or it cannot be asked.</exception>
    public static async Task<ILogPlace> OpenAsync(Shell shell, string name, CancellationToken cancellationToken)
    {
        if (!ObjectPlace.IsOne(name))
            return new FollowedFiles(name);

        var emulator = StorageAddress.Of(shell.Variable(StorageEmulator.Variable));
        return await FollowedObjects.OpenAsync(
            name, () => StorageClients.For(emulator).BuildAsync(cancellationToken), emulator is not null, cancellationToken);
    }
}
