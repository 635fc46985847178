using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Emulation.PubSub;
using Loadgen.Messages;
using Loadgen.Records;
using Loadgen.Simulation.Cloud;
using Loadgen.Trace;

namespace Loadgen.Simulation.Hours;

/// <summary>
/// Sees what nothing in the system sees at once — the plan, the targets' receipts, the answers to Pub/Sub and the log — and checks it
/// against the promises (shared/README.md).
/// </summary>
internal sealed class Oracle(LoadgenConfiguration configuration, SimulatedStore store, SimulatedTargets targets, TimeProvider time)
{
    /// <summary>What an answer may take besides the hold: an operation on the store has a timeout, generously counted here.</summary>
    private static readonly TimeSpan HoldTolerance = TimeSpan.FromSeconds(5);

    private readonly List<string> _problems = [];
    private string? _logObject;

    public string LogObject => _logObject ?? "";

    /// <summary>How the events ended, once they were judged.</summary>
    public IReadOnlyDictionary<Outcome, int> Outcomes { get; private set; } = new Dictionary<Outcome, int>();

    public void SawException(Exception e) => _problems.Add($"an exception reached Pub/Sub: {e.GetType().Name}: {e.Message}");

    /// <summary>An answer to the push of an event.</summary>
    public void SawAnswer(PushRequest push, DateTimeOffset pushedAt, int status)
    {
        var message = EventMessageCodec.Decode(push.Message.Data, configuration);
        _logObject = message.Run.LogObject;
        var now = time.GetUtcNow();
        var planned = message.Event;
        if (status == 200)
        {
            if (!store.TextOf(message.Run.LogObject).Contains($"\"event_id\":\"{planned.EventId}\"", StringComparison.Ordinal))
                _problems.Add($"promise 4: {planned.EventId} was acknowledged without its line");
            if (now < planned.ScheduledTime)
                _problems.Add($"promise 5: {planned.EventId} was acknowledged before it was due");
        }
        else if (now < planned.ScheduledTime && now - pushedAt > configuration.HoldMax + HoldTolerance)
        {
            _problems.Add($"promise 5: {planned.EventId} was held for {(now - pushedAt).TotalSeconds:F0} s and nacked");
        }
    }

    /// <summary>Everything that was broken.</summary>
    /// <param name="isDrained">Whether Pub/Sub has nothing left to deliver.</param>
    /// <param name="mayLose">Whether instances or the store failed, so that a result may have been lost.</param>
    public IReadOnlyList<string> Judge(IReadOnlyList<TraceFunction> mix, bool isDrained, bool mayLose)
    {
        if (!isDrained)
            _problems.Add("promise 1: after hours there are still messages that are not acknowledged");
        if (_logObject is null)
        {
            _problems.Add("promise 1: no event was ever delivered");
            return _problems;
        }

        var reading = RunLogReader.Read(store.ContentOf(_logObject));
        var start = reading.Entries.OfType<StartEntry>().FirstOrDefault();
        var events = TracePlan.Expand(mix, configuration.ExperimentId, SimulatedHour.Hour, configuration.JitterSeconds);
        JudgeLog(reading, mix);
        if (start is null)
            _problems.Add("promise 1: the log has no start line");
        JudgeReceipts(reading, events);
        Outcomes = reading.Entries.OfType<InvocationEntry>().CountBy(entry => entry.Outcome).ToDictionary();
        if (!mayLose && reading.Entries.OfType<InvocationEntry>().FirstOrDefault(entry => entry.Outcome == Outcome.Unknown) is { } unknown)
            _problems.Add($"promise 4: {unknown.EventId} is unknown, though nothing was lost");
        return _problems;
    }

    private void JudgeLog(LogReading reading, IReadOnlyList<TraceFunction> mix)
    {
        var report = RunVerifier.Verify(reading, new VerificationOptions { Mix = mix, JitterSeconds = configuration.JitterSeconds });
        foreach (var finding in report.Findings.Where(finding => finding.Severity == Severity.Error))
            _problems.Add($"verify: {finding.Kind}: {finding.Message}");
        if (report.Runs.Count != 1)
            _problems.Add($"promise 6: the hour has {report.Runs.Count} runs");
    }

    private void JudgeReceipts(LogReading reading, IReadOnlyList<PlannedEvent> events)
    {
        var outcomes = reading.Entries.OfType<InvocationEntry>()
            .GroupBy(entry => entry.EventId)
            .ToDictionary(group => group.Key, group => group.First().Outcome);
        var received = targets.Receipts.ToLookup(receipt => receipt.EventId);
        foreach (var planned in events)
        {
            var receipts = received[planned.EventId].ToList();
            if (receipts.Count > 1)
                _problems.Add($"promise 2: {planned.EventId} was called {receipts.Count} times");
            if (receipts.Exists(receipt => receipt.At < planned.ScheduledTime))
                _problems.Add($"promise 3: {planned.EventId} was called before it was due");

            if (!outcomes.TryGetValue(planned.EventId, out var outcome))
                continue;
            if (outcome.WasSent() && receipts.Count == 0)
                _problems.Add($"{planned.EventId} is logged as sent, and nobody was called");
            if (outcome is Outcome.DryRun or Outcome.SkippedLate && receipts.Count > 0)
                _problems.Add($"{planned.EventId} is logged as not sent, and somebody was called");
        }
    }
}
