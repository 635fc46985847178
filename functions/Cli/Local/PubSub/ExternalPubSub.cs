namespace Loadgen.Cli.Local.PubSub;

/// <summary>An emulator that somebody else started: what <c>PUBSUB_EMULATOR_HOST</c> names.</summary>
/// <param name="emulatorHost">The variable's value.</param>
internal sealed class ExternalPubSub(string emulatorHost) : ILocalPubSub
{
    public const string Variable = "PUBSUB_EMULATOR_HOST";

    public string EmulatorHost => emulatorHost;

    public string Description => $"{Variable} of the environment";

    public bool IsOnTraceClock => false;

    public Task Failure { get; } = new TaskCompletionSource().Task;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
