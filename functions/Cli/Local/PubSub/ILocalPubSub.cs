namespace Loadgen.Cli.Local.PubSub;

/// <summary>The Pub/Sub of a local cloud.</summary>
internal interface ILocalPubSub : IAsyncDisposable
{
    /// <summary>What <c>PUBSUB_EMULATOR_HOST</c> is set to.</summary>
    string EmulatorHost { get; }

    /// <summary>What it is, for the operator.</summary>
    string Description { get; }

    /// <summary>Whether its deadlines are measured by the trace's clock, not by the machine's.</summary>
    bool IsOnTraceClock { get; }

    /// <summary>Fails when it is gone for good; otherwise never done.</summary>
    Task Failure { get; }
}
