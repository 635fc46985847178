using Loadgen.Calls;
using Loadgen.Runs;

namespace Loadgen.Analysis.Verification;

/// <summary>What was found in a log.</summary>
/// <param name="Runs">Its runs, in the order in which they appear; planned runs without a line last.</param>
/// <param name="Findings">All findings: those about the log as a whole, then run by run.</param>
public sealed record VerificationReport(IReadOnlyList<RunSummary> Runs, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether every promise that a log can prove was kept: no finding is an error.</summary>
    public bool Passed => Findings.All(finding => finding.Severity is not Severity.Error);

    /// <summary>How many findings there are of a kind.</summary>
    public int CountOf(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);
}

/// <summary>A run in figures.</summary>
/// <param name="Planned">How many events its plan has.</param>
/// <param name="Logged">How many of them have a line.</param>
/// <param name="Outcomes">How many of these ended how; an outcome that did not occur is absent.</param>
/// <param name="MedianLag">
/// The median of sent minus scheduled, to the millisecond, the later one of two; <see langword="null"/> where nothing was sent.
/// </param>
/// <param name="GreatestLag">The greatest of them.</param>
/// <param name="Passed">Whether no finding about the run is an error.</param>
public sealed record RunSummary(
    RunIdentity Run,
    int Planned,
    int Logged,
    IReadOnlyDictionary<Outcome, int> Outcomes,
    TimeSpan? MedianLag,
    TimeSpan? GreatestLag,
    bool Passed);
