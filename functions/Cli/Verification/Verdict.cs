using Loadgen.Analysis.Measurements;
using Loadgen.Analysis.Requirements;
using Loadgen.Analysis.Verification;
using Loadgen.Calls;

namespace Loadgen.Cli.Verification;

/// <summary>What came of verifying logs.</summary>
/// <param name="Requirements">Whether each was met; empty as long as a run is not over.</param>
internal sealed record Verdict(IReadOnlyList<VerifiedLog> Logs, IReadOnlyList<RequirementResult> Requirements)
{
    /// <summary>Their runs.</summary>
    public IReadOnlyList<RunSummary> Runs { get; } = [.. Logs.SelectMany(log => log.Report.Runs)];

    /// <summary>Whether nothing broke a promise so far.</summary>
    public bool PromisesKept => Logs.All(log => log.Report.Passed);

    /// <summary>Whether lines may still come.</summary>
    public bool IsRunning => Logs.Any(log => log.Report.IsRunning);

    /// <summary>Broken promises and unmet requirements count more than runs that are not over.</summary>
    public ExitCode ExitCode =>
        !PromisesKept || Requirements.Any(result => !result.Passed) ? ExitCode.Failed
        : IsRunning ? ExitCode.Running
        : ExitCode.Success;

    /// <summary>How many calls were made.</summary>
    public int Calls => Runs.Sum(run => CountOf(run, OutcomeNames.WasSent));

    /// <summary>Whether a run that called got no answer at all.</summary>
    public bool HasUnansweredRun => Runs.Any(IsUnanswered);

    /// <summary>How many events ended in each outcome that is true of.</summary>
    public IReadOnlyList<(Outcome Outcome, int Count)> OutcomesWhere(Func<Outcome, bool> condition) =>
    [
        .. Runs.SelectMany(run => run.Outcomes)
            .Where(pair => condition(pair.Key))
            .GroupBy(pair => pair.Key, (outcome, pairs) => (outcome, pairs.Sum(pair => pair.Value)))
            .OrderBy(pair => pair.outcome),
    ];

    /// <summary>Judges logs.</summary>
    public static Verdict Of(IReadOnlyList<VerifiedLog> logs, IReadOnlyList<Requirement> requirements)
    {
        var verdict = new Verdict(logs, []);
        if (verdict.IsRunning || requirements.Count == 0)
            return verdict;

        var measurements = new List<Measurement>(verdict.Runs.Sum(run => run.Planned));
        foreach (var run in verdict.Runs)
        {
            // At another speed than the machine's, times are no measurements.
            measurements.AddRange(run.Clock.Speed == 1
                ? run.Measurements
                : run.Measurements.Select(measured => measured with { Lag = null, Latency = null }));
        }

        return verdict with { Requirements = [.. requirements.Select(requirement => RequirementResult.Of(requirement, measurements))] };
    }

    /// <summary>Whether a run was to call, and nobody answered.</summary>
    public static bool IsUnanswered(RunSummary run) =>
        !run.IsRunning
        && run.Logged > CountOf(run, outcome => outcome is Outcome.DryRun)
        && CountOf(run, outcome => outcome is Outcome.Ok or Outcome.HttpError or Outcome.DispatchFailed) == 0;

    private static int CountOf(RunSummary run, Func<Outcome, bool> condition) =>
        run.Outcomes.Where(pair => condition(pair.Key)).Sum(pair => pair.Value);
}
