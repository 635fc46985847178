using Loadgen.Runs;

namespace Loadgen.Cli.Local.Progress;

/// <summary>A run on a board.</summary>
/// <param name="Clock">The clock of its trace.</param>
internal sealed record BoardRun(RunIdentity Identity, TimeProvider Clock)
{
    /// <summary>
    /// What it is called beside others: its scenario, and of experiment, hour and ID what tells it from those of that scenario.
    /// </summary>
    public string LabelAmong(IReadOnlyList<BoardRun> runs)
    {
        var others = runs.Select(run => run.Identity).Where(run => run.Scenario == Identity.Scenario && run != Identity).ToList();
        string?[] parts =
        [
            Identity.Scenario.ToString(),
            others.Exists(run => run.ExperimentId != Identity.ExperimentId) ? Identity.ExperimentId : null,
            others.Exists(run => run.TraceHour != Identity.TraceHour) ? Identity.TraceHour.ToString()[11..16] : null,
            others.Exists(run => run with { RunId = Identity.RunId } == Identity) ? Identity.RunId : null,
        ];
        return string.Join(' ', parts.OfType<string>());
    }
}
