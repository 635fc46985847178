using Loadgen.Cli.Local.Experiments;
using Loadgen.Trace;

namespace Loadgen.Cli.Local;

/// <summary>What local cloud is wanted.</summary>
internal sealed record UpOptions : ExperimentOptions
{
    /// <summary>The hour that begins first.</summary>
    public required TraceHour Hour { get; init; }

    public PubSubKind PubSub { get; init; }

    /// <summary>Trace seconds per second of the machine; <see langword="null"/>: the machine's own clock.</summary>
    public double? Speed { get; init; }

    /// <summary>Whether what the processes print is shown as it is, too.</summary>
    public bool IsVerbose { get; init; }
}

/// <summary>The Pub/Sub of a local cloud.</summary>
internal enum PubSubKind
{
    /// <summary>What <c>PUBSUB_EMULATOR_HOST</c> names, else Google's emulator.</summary>
    Google,

    Embedded,
}
