using Loadgen.Configuration;

namespace Loadgen.Cli.Local.Experiments;

/// <summary>Which experiments run on this machine.</summary>
internal record ExperimentOptions
{
    /// <summary>The scenarios; <see langword="null"/>: those that the env files name, all three where there is no file.</summary>
    public IReadOnlyList<Scenario>? Scenarios { get; init; }

    /// <summary>Those of the env files; none: the sample functions are called.</summary>
    public IReadOnlyList<Experiment> Experiments { get; init; } = [];

    /// <summary>What the sample functions are called with.</summary>
    public required GivenWorkload SampleWorkload { get; init; }

    /// <summary>The folder in which each run of the command gets one of its own.</summary>
    public required string Folder { get; init; }

    /// <summary>The project of all topics.</summary>
    public string Project { get; init; } = "local-project";
}
