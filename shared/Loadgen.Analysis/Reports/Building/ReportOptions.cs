using Loadgen.Analysis.Carbon;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>What a report is asked for.</summary>
public sealed record ReportOptions
{
    /// <summary>The logs that were read, as people know them.</summary>
    public required IReadOnlyList<string> Logs { get; init; }

    /// <summary>Runs that stand for their hours; the first one that is no dry run stands for each of the others.</summary>
    public IReadOnlyList<string> RunIds { get; init; } = [];

    /// <summary>
    /// A scenario, each experiment's own or the only one there is; or <c>experiment/scenario</c>, that one for all. Otherwise scenario A,
    /// or the first one that there is.
    /// </summary>
    public string? Baseline { get; init; }

    /// <summary>What calls take, for emissions, which are computed where the database has intensities.</summary>
    public EnergyModel EnergyModel { get; init; } = EnergyModel.Default;
}
