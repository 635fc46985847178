using Loadgen.Import.Sampling;
using Loadgen.Import.Sources;
using Loadgen.Import.Traces;
using Loadgen.Workloads.Files;

namespace Loadgen.Import;

/// <summary>What to take of a trace, and what to make of it.</summary>
public sealed record ImportOptions
{
    /// <summary>The calls that an hour of a workload may have, and so a minute.</summary>
    public const int MostPerHour = WorkloadReader.MostEventsOfHour;

    /// <summary>The functions that a workload may have.</summary>
    public const int MostFunctions = WorkloadReader.MostFunctions;

    /// <summary>Which minutes; <see langword="null"/>: all.</summary>
    public TraceMinutes? Minutes { get; init; }

    /// <summary>How many functions; <see langword="null"/>: all that are called.</summary>
    public int? Functions { get; init; }

    /// <summary>Which functions, where not all.</summary>
    public SampleKind Sample { get; init; } = SampleKind.Busiest;

    /// <summary>For what is drawn at random: the sample, and calls of a FaaSProfiler workload that has no seed of its own.</summary>
    public int Seed { get; init; }

    /// <summary>The calls that a minute may have, of all functions together; <see langword="null"/>: as many as there are.</summary>
    public int? MaxPerMinute { get; init; }

    /// <summary>Which function goes to which target; <see langword="null"/>: in turn to those of the built-in workload.</summary>
    public TraceFile? Map { get; init; }

    /// <summary>The workload's name; <see langword="null"/>: by the first file.</summary>
    public string? Name { get; init; }

    /// <summary>As they are typed, for the comment that says how a workload was made.</summary>
    public override string ToString()
    {
        List<string?> options =
        [
            Minutes is null ? null : $"--minutes {Minutes}",
            Functions is { } functions ? FormattableString.Invariant($"--functions {functions}") : null,
            Functions is null || Sample is SampleKind.Busiest ? null : $"--sample {Sample.ToString().ToLowerInvariant()}",
            Seed == 0 ? null : FormattableString.Invariant($"--seed {Seed}"),
            MaxPerMinute is { } most ? FormattableString.Invariant($"--max-per-minute {most}") : null,
            Map is null ? null : $"--map {Map.Name}",
        ];
        return string.Join(' ', options.OfType<string>()) is { Length: > 0 } text ? text : "none";
    }
}
