using Loadgen.Analysis.Carbon;
using Loadgen.Analysis.Correlation;
using Loadgen.Clocks;

namespace Loadgen.Analysis.Reports;

/// <summary>What the logs of an experiment say.</summary>
public sealed record Report
{
    /// <summary>The logs that were read.</summary>
    public required IReadOnlyList<string> Logs { get; init; }

    /// <summary>What is compared; the baseline comes first where there is one.</summary>
    public required IReadOnlyList<Approach> Approaches { get; init; }

    /// <summary>What the others are compared with; <see langword="null"/> where there is nothing to compare.</summary>
    public required Approach? Baseline { get; init; }

    /// <summary>The clock of each run: what its times are.</summary>
    public IReadOnlyList<ClockKind> Clocks { get; init; } = [];

    /// <summary>Whether it can be trusted.</summary>
    public required Trust Trust { get; init; }

    /// <summary>Each approach and function; those with the most calls first.</summary>
    public required IReadOnlyList<FunctionResult> Functions { get; init; }

    /// <summary>Latencies against the baseline, pair by pair.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>Calls that were put off. They are never compared as latency.</summary>
    public required IReadOnlyList<ShiftedCalls> Shifted { get; init; }

    /// <summary>Energy and emissions; <see langword="null"/> where no intensities were given.</summary>
    public CarbonResult? Carbon { get; init; }

    /// <summary>What the functions' own logs say; <see langword="null"/> where they were not joined.</summary>
    public CorrelationResult? Correlation { get; init; }
}
