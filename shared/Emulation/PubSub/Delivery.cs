namespace Loadgen.Emulation.PubSub;

/// <summary>A message in a subscription, until it is settled: acknowledged or dead-lettered.</summary>
internal sealed class Delivery(PubSubMessage message)
{
    internal PubSubMessage Message { get; } = message;

    /// <summary>How often it was delivered; duplicates on demand do not count.</summary>
    internal int Attempts { get; set; }

    internal bool Settled { get; set; }
}
