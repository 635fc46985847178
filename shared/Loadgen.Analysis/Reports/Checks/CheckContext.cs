using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Reports.Checks;

/// <summary>What checks look at.</summary>
/// <param name="Compared">Each approach that has a baseline, with it.</param>
internal sealed record CheckContext(
    EventDatabase Database,
    IReadOnlyList<(Approach Approach, Approach Baseline)> Compared,
    IReadOnlyList<ApproachCoverage> Coverage,
    IReadOnlyList<FunctionResult> Functions,
    IReadOnlyList<Comparison> Comparisons);
