using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Judges;
using Loadgen.Workloads;

namespace Loadgen.Simulation.Hours;

/// <summary>
/// Holds what really happened in an hour, the plan, the targets' receipts, the answers to Pub/Sub and the run's lines against each other
/// and against the promises (shared/README.md): each event as soon as it is settled, the rest at the end.
/// </summary>
internal sealed class Oracle
{
    private readonly LoadgenConfiguration _configuration;
    private readonly SimulatedStore _store;
    private readonly History _history;
    private readonly AnswerJudge _answers;
    private IReadOnlyList<string>? _manifests;
    private readonly PlannerJudge _planner;

    public Oracle(LoadgenConfiguration configuration, FaultProfile faults, SimulatedStore store, History history)
    {
        _configuration = configuration;
        _store = store;
        _history = history;
        var given = new Case(configuration, faults, history, SimulatedHour.TickTime + faults.WorkloadOutage);
        _answers = new AnswerJudge(given);
        _planner = new PlannerJudge(given, IsOwner);
        var events = new EventJudge(given);
        var unknowns = new UnknownJudge(given);
        var stops = new StopJudge(given);
        history.Dossiers.Judge = dossier => Report(
        [
            .. events.Judge(dossier), .. unknowns.Judge(dossier), .. _answers.Judge(dossier), .. stops.Judge(dossier),
        ]);
    }

    /// <summary>How the events ended, by their lines.</summary>
    public IReadOnlyDictionary<Outcome, int> Outcomes => _history.Dossiers.Outcomes;

    /// <summary>The run's log object.</summary>
    public string LogObject => _store.Runs.FirstOrDefault()?.LogObject ?? "";

    /// <summary>Judges what is left.</summary>
    /// <param name="isDrained">Whether Pub/Sub has nothing left to deliver.</param>
    public void Judge(Workload workload, bool isDrained)
    {
        if (!isDrained)
            _history.Report("promise 1: after hours there are still messages that are not acknowledged");
        _history.Dossiers.CloseAll();
        if (_store.Runs.Count != 1)
            _history.Report($"promise 6: the hour has {_store.Runs.Count} runs");
        foreach (var run in _store.Runs)
            JudgeRun(run, workload, isDrained);
        Report(_history.OtherPushes.Select(_answers.ProblemOf).OfType<string>());
        Report(_answers.JudgePoison());
        Report(_planner.Judge());
    }

    private void JudgeRun(RunView run, Workload workload, bool isDrained)
    {
        var events = _history.Dossiers.Events.Count;
        if (run.Events != events)
            _history.Report($"promise 1: {run.Events} of {events} events have a line");
        if (isDrained && !run.IsComplete)
            _history.Report("promise 1: the log was never completed");
        if (run.IsComplete && run.EventsInLog != events)
            _history.Report($"promise 1: the log is complete, and has {run.EventsInLog} of {events} events");

        var objects = run.Objects.Select(name => (Name: name, Open: (Func<Stream>)(() => _store.Open(name)))).ToList();
        var digest = LogDigestReader.Read(objects[0].Open, objects[1..], CancellationToken.None);
        var options = new VerificationOptions { BuiltIn = workload, JitterSeconds = _configuration.JitterSeconds };
        var report = RunVerifier.Verify(digest, options);
        Report(report.Findings.Where(finding => finding.Severity == Severity.Error)
            .Select(finding => $"verify: {finding.Kind}: {finding.Message}"));
        if (!digest.Runs.Any(one => one.Start is not null))
            _history.Report("promise 1: the log has no start line");
    }

    /// <summary>Whether a tick's message has the hour's run.</summary>
    private bool IsOwner(string messageId)
    {
        _manifests ??= [.. _store.Manifests];
        return _manifests.Any(manifest => manifest.Contains($"\"{messageId}\"", StringComparison.Ordinal));
    }

    private void Report(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
            _history.Report(problem);
    }
}
