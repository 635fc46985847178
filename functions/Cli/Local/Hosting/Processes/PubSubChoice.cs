using Loadgen.Cli.Local.PubSub;

namespace Loadgen.Cli.Local.Hosting.Processes;

/// <summary>The Pub/Sub that processes get: the embedded one, what the environment names, or Google's emulator.</summary>
internal static class PubSubChoice
{
    /// <summary>What starts the Pub/Sub of a kind.</summary>
    /// <exception cref="UsageException">Google's emulator is missing, or the environment names none.</exception>
    public static StartPubSub Of(PubSubKind kind, Shell shell)
    {
        if (kind is PubSubKind.Embedded)
            return static async (clock, _, _, cancellationToken) => await EmbeddedPubSub.StartAsync(clock, cancellationToken);
        if (shell.Variable(ExternalPubSub.Variable) is { Length: > 0 } host)
        {
            PubSubRest.RequireHost(host);
            return (_, _, _, _) => Task.FromResult<ILocalPubSub>(new ExternalPubSub(host));
        }

        var program = EmulatorProgram.Find(shell.Variable);
        return async (_, folder, openLog, cancellationToken) =>
            await GoogleEmulator.StartAsync(program, folder.Root, openLog("pubsub"), shell.Time, cancellationToken);
    }
}
