using Loadgen.Cli.Rehearsals;
using Loadgen.Trace;

namespace Loadgen.Cli.Up;

/// <summary>What local cloud is wanted.</summary>
internal sealed record UpOptions : ExperimentOptions
{
    /// <summary>The hour that begins first.</summary>
    public required TraceHour Hour { get; init; }

    public PubSubKind PubSub { get; init; }

    /// <summary>The project of all topics.</summary>
    public required string Project { get; init; }

    protected override FastPace PaceOfFastClock => FastPace.OfProcesses;
}

/// <summary>The Pub/Sub of a local cloud.</summary>
internal enum PubSubKind
{
    /// <summary>What <c>PUBSUB_EMULATOR_HOST</c> names, else Google's emulator.</summary>
    Google,

    Embedded,
}
