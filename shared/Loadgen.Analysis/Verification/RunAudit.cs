using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Analysis.Verification;

/// <summary>One run's lines, held against its plan.</summary>
internal sealed class RunAudit
{
    private readonly List<Finding> _findings = [];
    private readonly RunIdentity _run;
    private readonly Dictionary<string, PlannedEvent> _plan;
    private readonly Dictionary<string, InvocationEntry> _logged = new(StringComparer.Ordinal);

    private RunAudit(RunIdentity run, IReadOnlyList<PlannedEvent> events)
    {
        _run = run;
        _plan = events.ToDictionary(planned => planned.EventId, StringComparer.Ordinal);
    }

    /// <summary>What was found: the lines' order, then line by line, then what is not there.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The run in figures.</summary>
    public RunSummary Summary
    {
        get
        {
            var lags = _logged.Values.Select(line => line.SentTime - line.ScheduledTime).OfType<TimeSpan>().Order().ToList();
            return new(
                _run,
                _plan.Count,
                _logged.Count,
                _logged.Values.CountBy(line => line.Outcome).OrderBy(pair => pair.Key).ToDictionary(),
                lags.Count == 0 ? null : lags[lags.Count / 2],
                lags.Count == 0 ? null : lags[^1],
                _findings.TrueForAll(finding => finding.Severity is not Severity.Error));
        }
    }

    /// <summary>Judges a run.</summary>
    /// <param name="dryRun">Whether nobody was to be called; <see langword="null"/>: as its start line says.</param>
    /// <param name="lines">Its lines in the order of the log.</param>
    /// <param name="lateTolerance">See <see cref="VerificationOptions.LateTolerance"/>.</param>
    public static RunAudit Of(
        RunIdentity run, IReadOnlyList<PlannedEvent> events, bool? dryRun, IReadOnlyList<RunEntry> lines, TimeSpan lateTolerance)
    {
        var audit = new RunAudit(run, events);
        audit.CheckStart(lines, dryRun);
        audit.CheckComplete(lines);

        var isDry = dryRun ?? lines.OfType<StartEntry>().FirstOrDefault()?.DryRun;
        foreach (var line in lines.OfType<InvocationEntry>())
            audit.CheckEvent(line, isDry, lateTolerance);
        foreach (var planned in events.Where(planned => !audit._logged.ContainsKey(planned.EventId)))
        {
            audit.Error(
                FindingKind.Missing,
                $"no line of the event that was due at {Instant.ToMilliseconds(planned.ScheduledTime)}",
                eventId: planned.EventId);
        }

        return audit;
    }

    private void CheckStart(IReadOnlyList<RunEntry> lines, bool? dryRun)
    {
        var starts = lines.OfType<StartEntry>().ToList();
        if (starts.Count == 0)
            Error(FindingKind.StartMissing, "no start line");
        else if (lines[0] is not StartEntry)
            Error(FindingKind.StartNotFirst, $"the run begins before its start line, which is line {starts[0].LineNumber}", lines[0]);

        foreach (var start in starts)
        {
            CheckCount(start, start.Invocations);
            if (dryRun is { } expected && start.DryRun != expected)
                Error(FindingKind.DryRunDiffers, $"the start line says {(start.DryRun ? "dry" : "real")} run, the plan does not", start);
        }

        foreach (var start in starts.Skip(1))
            Error(FindingKind.StartDouble, $"a start line again, after line {starts[0].LineNumber}", start);
    }

    private void CheckComplete(IReadOnlyList<RunEntry> lines)
    {
        var completes = lines.OfType<CompleteEntry>().ToList();
        if (completes.Count == 0)
            Error(FindingKind.CompleteMissing, "no complete line");
        else if (lines[^1] is not CompleteEntry)
        {
            Error(
                FindingKind.CompleteNotLast,
                $"the run goes on after its complete line, which is line {completes[^1].LineNumber}",
                lines[^1]);
        }

        foreach (var complete in completes)
            CheckCount(complete, complete.Invocations);
        foreach (var complete in completes.Skip(1))
            Error(FindingKind.CompleteDouble, $"a complete line again, after line {completes[0].LineNumber}", complete);
    }

    private void CheckCount(RunEntry line, int invocations)
    {
        if (invocations != _plan.Count)
            Error(FindingKind.CountDiffers, $"invocations is {invocations}; the plan has {_plan.Count}", line);
    }

    private void CheckEvent(InvocationEntry line, bool? isDry, TimeSpan lateTolerance)
    {
        if (!_plan.TryGetValue(line.EventId, out var planned))
        {
            Error(FindingKind.Foreign, "an event that is not in the run's plan", line, line.EventId);
            return;
        }

        if (!_logged.TryAdd(line.EventId, line))
            Error(FindingKind.Double, $"a line of the event again, after line {_logged[line.EventId].LineNumber}", line, line.EventId);

        foreach (var (kind, severity, message) in EventRules.Check(line, planned, isDry, lateTolerance))
            Add(kind, severity, message, line, line.EventId);
    }

    private void Error(FindingKind kind, string message, RunEntry? line = null, string? eventId = null) =>
        Add(kind, Severity.Error, message, line, eventId);

    private void Add(FindingKind kind, Severity severity, string message, RunEntry? line = null, string? eventId = null) =>
        _findings.Add(new(kind, severity, message) { LineNumber = line?.LineNumber, EventId = eventId, Run = _run });
}
