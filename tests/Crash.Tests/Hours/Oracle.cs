using System.Text;
using System.Text.Json;
using Crash.Tests.Cloud;
using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Records;
using Loadgen.Trace;
using Loadgen.Workloads;

namespace Crash.Tests.Hours;

/// <summary>Checks logs and receipts against the plan and the promises (shared/README.md).</summary>
/// <param name="speed">Virtual seconds per second of the machine.</param>
/// <param name="hours">The hours that were ticked.</param>
internal sealed class Oracle(Workload workload, double speed, IReadOnlyList<TraceHour> hours)
{
    private const double Jitter = 15;

    /// <summary>Until so long after a claim was made, its holder may be alive, and nobody else may say <c>unknown</c>.</summary>
    private static readonly TimeSpan HolderMayLive = TimeSpan.FromSeconds(600);

    /// <summary>
    /// How far the clocks of two processes may be apart: each is read off the machine's two clocks one after the other, which may take a
    /// moment.
    /// </summary>
    private readonly TimeSpan _apart = TimeSpan.FromMilliseconds(20) * speed;

    private readonly List<string> _problems = [];

    /// <summary>Everything that was broken.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>How events ended.</summary>
    public Dictionary<Outcome, int> Outcomes { get; } = [];

    /// <summary>Checks everything.</summary>
    /// <param name="receipts">What the targets recorded.</param>
    /// <param name="claims">The claims that stand, by object name.</param>
    public void Check(
        IReadOnlyList<ReadOnlyMemory<byte>> logs,
        IReadOnlyCollection<Receipt> receipts,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> claims)
    {
        var entries = new List<InvocationEntry>();
        var runs = new List<RunSummary>();
        foreach (var log in logs)
        {
            var reading = RunLogReader.Read(log);
            var report = RunVerifier.Verify(reading, new VerificationOptions { BuiltIn = workload, JitterSeconds = Jitter });
            _problems.AddRange(report.Findings.Where(finding => finding.Severity is Severity.Error).Select(finding =>
                $"verify: {finding.Run}: {finding.Kind} {finding.EventId}: {finding.Message}"));
            entries.AddRange(reading.Entries.OfType<InvocationEntry>());
            runs.AddRange(report.Runs);
            CheckUnknown(log, claims, receipts);
        }

        foreach (var (outcome, count) in entries.CountBy(entry => entry.Outcome))
            Outcomes[outcome] = count;
        foreach (var hour in hours)
            CheckHour(hour, runs);
        CheckReceipts(entries, receipts);
    }

    private void CheckHour(TraceHour hour, List<RunSummary> runs)
    {
        var count = runs.Count(run => run.Run.TraceHour == hour);
        if (count != 1)
            _problems.Add($"promise 6: {hour} has {count} runs");
    }

    /// <summary>
    /// Who lives is not known here; but that somebody had the claim, and that nobody gave its holder up too soon. Only the holder can say
    /// when the call was sent: it may give the call up when it likes.
    /// </summary>
    private void CheckUnknown(
        ReadOnlyMemory<byte> log, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> claims, IReadOnlyCollection<Receipt> receipts)
    {
        foreach (var text in Encoding.UTF8.GetString(log.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var line = JsonElement.Parse(text);
            if (!line.TryGetProperty("outcome", out var outcome) || outcome.GetString() != Outcome.Unknown.ToName())
                continue;

            var eventId = line.GetProperty("event_id").GetString();
            var index = line.GetProperty("invocation_index").GetInt32();
            var claim = $"{line.GetProperty("run_id")}/claims/{line.GetProperty("function_id")}-{index:D2}.json";
            if (claims.FirstOrDefault(one => one.Key.EndsWith(claim, StringComparison.Ordinal)) is not { Key: not null, Value: var stored })
            {
                _problems.Add($"promise 4: {eventId} is unknown, and nobody had claimed it");
                continue;
            }

            if (line.GetProperty("sent_time_utc") is { ValueKind: JsonValueKind.String } sent)
            {
                if (receipts.Any(receipt => receipt.EventId == eventId && receipt.SentAt != sent.GetDateTimeOffset()))
                    _problems.Add($"promise 4: {eventId} is unknown and sent at {sent}, which its target contradicts");
                continue;
            }

            var written = line.GetProperty("ts_utc").GetDateTimeOffset();
            var age = written - JsonElement.Parse(stored.Span).GetProperty("claimed_at_utc").GetDateTimeOffset();
            if (age >= HolderMayLive - _apart)
                continue;
            // Its writer has taken the claim over, and the time of the first one is gone with it; that of the first one's call is not.
            if (receipts.FirstOrDefault(receipt => receipt.EventId == eventId && written - receipt.SentAt < HolderMayLive) is { } call)
            {
                var ago = (written - call.SentAt).TotalSeconds;
                _problems.Add($"promise 4: {eventId} is unknown, though it had been called only {ago:F0} s before");
            }
        }
    }

    private void CheckReceipts(List<InvocationEntry> entries, IReadOnlyCollection<Receipt> receipts)
    {
        var planned = hours.SelectMany(hour => workload.Expand(Variables.Experiment, hour, Jitter)).ToDictionary(one => one.EventId);
        var received = receipts.ToLookup(receipt => receipt.EventId);
        foreach (var calls in received)
        {
            if (calls.Count() > 1)
                _problems.Add($"promise 2: {calls.Key} was called {calls.Count()} times");
            if (!planned.TryGetValue(calls.Key, out var plan))
                _problems.Add($"promise 1: {calls.Key} was called, and is in no plan");
            else if (calls.Any(call => call.SentAt < plan.ScheduledTime || call.At < plan.ScheduledTime - _apart))
                _problems.Add($"promise 3: {calls.Key} was called before it was due");
        }

        foreach (var entry in entries)
        {
            var isCalled = received.Contains(entry.EventId);
            if (entry.Outcome is Outcome.Ok or Outcome.HttpError && !isCalled)
                _problems.Add($"{entry.EventId} is logged as answered, and nobody was called");
            if (entry.Outcome is Outcome.SkippedLate or Outcome.DryRun && isCalled)
                _problems.Add($"{entry.EventId} is logged as not sent, and somebody was called");
        }
    }
}
