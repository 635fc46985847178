using Loadgen.Analysis.Measurements;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Runs;

namespace Loadgen.Analysis.Verification;

/// <summary>What was found in a log.</summary>
/// <param name="Runs">Its runs, in the order in which they appear; planned runs without a line last.</param>
/// <param name="Findings">All findings: those about the log as a whole, then run by run.</param>
public sealed record VerificationReport(IReadOnlyList<RunSummary> Runs, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether every promise that a log can prove was kept: no finding is an error.</summary>
    public bool Passed => Findings.All(finding => finding.Severity is not Severity.Error);

    /// <summary>Whether lines may still come.</summary>
    public bool IsRunning => Runs.Any(run => run.IsRunning);

    /// <summary>How many findings there are of a kind.</summary>
    public int CountOf(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);
}

/// <summary>A run in figures.</summary>
public sealed record RunSummary
{
    /// <summary>The run.</summary>
    public required RunIdentity Run { get; init; }

    /// <summary>What its times were read from.</summary>
    public required ClockKind Clock { get; init; }

    /// <summary>Each event of its plan, in the order in which they are due.</summary>
    public required IReadOnlyList<Measurement> Measurements { get; init; }

    /// <summary>How many events without a line may still get one.</summary>
    public required int Running { get; init; }

    /// <summary>
    /// When, on the run's own clock, the last line must be there of a run that is not over; <see langword="null"/> where it is over.
    /// </summary>
    public required DateTimeOffset? RunsUntil { get; init; }

    /// <summary>Whether no finding about the run is an error.</summary>
    public required bool Passed { get; init; }

    /// <summary>Whether lines may still come.</summary>
    public bool IsRunning => RunsUntil is not null;

    /// <summary>How many events its plan has.</summary>
    public int Planned => Measurements.Count;

    /// <summary>How many of them have a line.</summary>
    public int Logged => Outcomes.Values.Sum();

    /// <summary>How many of these ended how; an outcome that did not occur is absent.</summary>
    public required IReadOnlyDictionary<Outcome, int> Outcomes { get; init; }

    /// <summary>The median of the lags by nearest rank; <see langword="null"/> where nothing was sent.</summary>
    public required TimeSpan? MedianLag { get; init; }

    /// <summary>The greatest of them.</summary>
    public required TimeSpan? GreatestLag { get; init; }
}
