using Loadgen.Cli.Variables;
using Loadgen.Configuration;

namespace Loadgen.Cli.Rehearsals;

/// <summary>Which experiments run on this machine, and how fast.</summary>
internal abstract record ExperimentOptions
{
    /// <summary>The scenarios; <see langword="null"/>: those that the env files name, all three where there is no file.</summary>
    public IReadOnlyList<Scenario>? Scenarios { get; init; }

    /// <summary>Trace seconds per second of the machine; <see langword="null"/>: the machine's own clock.</summary>
    public double? Speed { get; init; }

    /// <summary>What a clock of this speed asks for; <see langword="null"/>: nothing, since it is not fast.</summary>
    public FastPace? Pace => Speed > 1 ? PaceOfFastClock : null;

    /// <summary>The experiments' variables; none: the sample functions are called.</summary>
    public IReadOnlyList<VariableSet> EnvFiles { get; init; } = [];

    /// <summary>The folder in which each run of the command gets one of its own.</summary>
    public required string Folder { get; init; }

    protected abstract FastPace PaceOfFastClock { get; }
}
