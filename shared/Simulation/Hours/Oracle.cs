using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Records;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Judges;
using Loadgen.Workloads;

namespace Loadgen.Simulation.Hours;

/// <summary>
/// Holds what really happened in an hour, the plan, the targets' receipts, the answers to Pub/Sub and the log against each other and
/// against the promises (shared/README.md).
/// </summary>
internal sealed class Oracle(LoadgenConfiguration configuration, FaultProfile faults, SimulatedStore store, History history)
{
    private readonly List<string> _problems = [];

    /// <summary>The run's log object.</summary>
    public string LogObject { get; private set; } = "";

    /// <summary>How the events ended, once they were judged.</summary>
    public IReadOnlyDictionary<Outcome, int> Outcomes { get; private set; } = new Dictionary<Outcome, int>();

    /// <summary>Everything that was broken.</summary>
    /// <param name="isDrained">Whether Pub/Sub has nothing left to deliver.</param>
    public IReadOnlyList<string> Judge(Workload workload, bool isDrained)
    {
        if (!isDrained)
            _problems.Add("promise 1: after hours there are still messages that are not acknowledged");
        if (history.Pushes.Find(push => push.Event is not null)?.Event is not { } message)
        {
            _problems.Add("promise 1: no event was ever delivered");
            return _problems;
        }

        LogObject = message.Run.LogObject;
        JudgeLog(workload);
        var events = workload.Expand(configuration.ExperimentId, SimulatedHour.Hour, configuration.JitterSeconds);
        var given = Case.Of(configuration, faults, history, SimulatedHour.TickTime + faults.WorkloadOutage, events);
        _problems.AddRange(new EventJudge(given).Judge());
        _problems.AddRange(new UnknownJudge(given).Judge());
        _problems.AddRange(new AnswerJudge(given).Judge());
        _problems.AddRange(new StopJudge(given).Judge());
        _problems.AddRange(new PlannerJudge(given, IsOwner).Judge());
        return _problems;
    }

    private void JudgeLog(Workload workload)
    {
        var reading = RunLogReader.Read(store.ContentOf(LogObject));
        var options = new VerificationOptions { BuiltIn = workload, JitterSeconds = configuration.JitterSeconds };
        var report = RunVerifier.Verify(reading, options);
        foreach (var finding in report.Findings.Where(finding => finding.Severity == Severity.Error))
            _problems.Add($"verify: {finding.Kind}: {finding.Message}");
        if (report.Runs.Count != 1)
            _problems.Add($"promise 6: the hour has {report.Runs.Count} runs");
        if (!reading.Entries.OfType<StartEntry>().Any())
            _problems.Add("promise 1: the log has no start line");
        Outcomes = reading.Entries.OfType<InvocationEntry>().CountBy(entry => entry.Outcome).ToDictionary();
    }

    /// <summary>Whether a tick's message has the hour's run.</summary>
    private bool IsOwner(string messageId) => store.Names.Where(name => name.EndsWith("/run.json", StringComparison.Ordinal))
        .Any(name => store.TextOf(name).Contains($"\"{messageId}\"", StringComparison.Ordinal));
}
