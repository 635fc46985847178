using Loadgen.Cli.Variables;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Rehearsals;

/// <summary>What is rehearsed, and how.</summary>
internal sealed record RehearsalOptions
{
    /// <summary>The scenarios; <see langword="null"/>: those that the env files name, all three where there is no file.</summary>
    public IReadOnlyList<Scenario>? Scenarios { get; init; }

    /// <summary>Trace seconds per second of the machine; <see langword="null"/>: the machine's own clock.</summary>
    public double? Speed { get; init; } = 60;

    /// <summary>What the trace's clock asks for.</summary>
    public FastPace? Pace => Speed > 1 ? FastPace.OfRehearsal : null;

    /// <summary>The hour; <see langword="null"/>: the configuration's, else the default.</summary>
    public TraceHour? Hour { get; init; }

    /// <summary>The experiments' variables; none: the sample functions are called.</summary>
    public IReadOnlyList<VariableSet> EnvFiles { get; init; } = [];

    /// <summary>Where everything is kept.</summary>
    public required string Folder { get; init; }
}
