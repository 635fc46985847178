using Loadgen.Analysis.Measurements;
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

    private readonly IReadOnlyList<PlannedEvent> _events;
    private readonly bool _isPlanKnown;
    private readonly ClockKind _clock;
    private readonly DateTimeOffset _last;
    private int _running;
    private DateTimeOffset? _runsUntil;

    private RunAudit(RunIdentity run, RunPlan plan, IReadOnlyList<RunEntry> lines)
    {
        (_run, _isPlanKnown, _last) = (run, plan.Events is not null, plan.LastDueOf(run));
        _clock = RunClock.Of(lines.Select(line => line.Clock));
        // Where nothing else is known, there are the events that have lines.
        _events = plan.Events ?? [.. lines.OfType<InvocationEntry>().DistinctBy(line => line.EventId)
            .Select(line => new PlannedEvent(line.EventId, line.FunctionId, InvocationIndex: 1, line.ScheduledTime))];
        _plan = _events.ToDictionary(planned => planned.EventId, StringComparer.Ordinal);
    }

    /// <summary>What was found: the plan, the lines' order, then line by line, then what is not there.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The run in figures.</summary>
    public RunSummary Summary => new()
    {
        Run = _run,
        Clock = _clock,
        Measurements = [.. _events.Select(Measure)],
        Running = _running,
        RunsUntil = _runsUntil,
        Passed = _findings.TrueForAll(finding => finding.Severity is not Severity.Error),
    };

    /// <summary>Judges a run.</summary>
    /// <param name="lines">Its lines in the order of the log.</param>
    public static RunAudit Of(RunIdentity run, RunPlan plan, IReadOnlyList<RunEntry> lines, VerificationOptions options)
    {
        var audit = new RunAudit(run, plan, lines);
        foreach (var (kind, message) in plan.Problems)
            audit.Error(kind, message);

        var start = lines.OfType<StartEntry>().FirstOrDefault();
        var limits = new RunLimits(
            start, RunClock.Now(audit._clock, lines.Max(line => line.WrittenAt), start?.Settings, options.ReadAt));
        audit.CheckStart(lines, plan.DryRun);
        audit.CheckComplete(lines, limits);

        var isDry = plan.DryRun ?? start?.DryRun;
        foreach (var line in lines.OfType<InvocationEntry>())
            audit.CheckEvent(line, start?.Clock, isDry, options.LateTolerance);
        foreach (var planned in audit._events.Where(planned => !audit._logged.ContainsKey(planned.EventId)))
            audit.CheckMissing(planned, limits);
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

    private void CheckComplete(IReadOnlyList<RunEntry> lines, RunLimits limits)
    {
        var completes = lines.OfType<CompleteEntry>().ToList();
        if (completes.Count == 0 && limits.AreAhead(_last))
            _runsUntil = limits.LineBy(_last);
        else if (completes.Count == 0)
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
        if (invocations == _plan.Count || (!_isPlanKnown && line is StartEntry))
            return;
        Error(
            FindingKind.CountDiffers,
            $"invocations is {invocations}; {(_isPlanKnown ? "the plan has" : "the events that have a line are")} {_plan.Count}",
            line);
    }

    private void CheckEvent(InvocationEntry line, ClockKind? clock, bool? isDry, TimeSpan lateTolerance)
    {
        if (!_plan.TryGetValue(line.EventId, out var planned))
        {
            Error(FindingKind.Foreign, "an event that is not in the run's plan", line, line.EventId);
            return;
        }

        if (!_logged.TryAdd(line.EventId, line))
            Error(FindingKind.Double, $"a line of the event again, after line {_logged[line.EventId].LineNumber}", line, line.EventId);

        foreach (var (kind, severity, message) in EventRules.Check(line, planned, clock, isDry, lateTolerance))
            Add(kind, severity, message, line, line.EventId);
    }

    private void CheckMissing(PlannedEvent planned, RunLimits limits)
    {
        if (_runsUntil is not null && limits.AreAhead(planned.ScheduledTime))
        {
            _running++;
            return;
        }

        Error(
            FindingKind.Missing,
            $"no line of the event that was due at {Instant.ToMilliseconds(planned.ScheduledTime)}",
            eventId: planned.EventId);
    }

    private Measurement Measure(PlannedEvent planned) => _logged.TryGetValue(planned.EventId, out var line)
        ? new(
            planned.FunctionId,
            line.Outcome,
            // The original job's seconds are no measure of it.
            line.SentTime is null || line.IsOriginal ? null : line.StartLag ?? (line.SentTime - line.ScheduledTime),
            line.Latency)
        : new(planned.FunctionId, null, null, null);

    private void Error(FindingKind kind, string message, RunEntry? line = null, string? eventId = null) =>
        Add(kind, Severity.Error, message, line, eventId);

    private void Add(FindingKind kind, Severity severity, string message, RunEntry? line = null, string? eventId = null) =>
        _findings.Add(new(kind, severity, message) { LineNumber = line?.LineNumber, EventId = eventId, Run = _run });
}
