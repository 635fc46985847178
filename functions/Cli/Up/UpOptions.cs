using Loadgen.Cli.Rehearsals;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Up;

/// <summary>What local cloud is wanted.</summary>
internal sealed record UpOptions
{
    /// <summary>The scenarios; <see langword="null"/>: those that the env files name, all three where there is no file.</summary>
    public IReadOnlyList<Scenario>? Scenarios { get; init; }

    /// <summary>Trace seconds per second of the machine; <see langword="null"/>: the machine's own clock.</summary>
    public double? Speed { get; init; }

    /// <summary>What the trace's clock asks for.</summary>
    public FastPace? Pace => Speed > 1 ? FastPace.OfProcesses : null;

    /// <summary>The hour that begins first.</summary>
    public required TraceHour Hour { get; init; }

    /// <summary>The experiments' variables; none: the sample functions are called.</summary>
    public IReadOnlyList<VariableSet> EnvFiles { get; init; } = [];

    /// <summary>Which Pub/Sub.</summary>
    public PubSubKind PubSub { get; init; }

    /// <summary>The project of all topics.</summary>
    public required string Project { get; init; }

    /// <summary>Where everything is kept.</summary>
    public required string Folder { get; init; }
}

/// <summary>The Pub/Sub of a local cloud.</summary>
internal enum PubSubKind
{
    /// <summary>What <c>PUBSUB_EMULATOR_HOST</c> names, else Google's emulator.</summary>
    Google,

    /// <summary>The embedded one.</summary>
    Embedded,
}
