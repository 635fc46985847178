using System.Globalization;
using Loadgen.Analysis.Measurements;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Trace;

namespace Loadgen.Analysis.Verification;

/// <summary>One run's lines, held against its plan.</summary>
internal sealed class RunAudit
{
    private const int NoLine = -1;

    private readonly List<Finding> _findings = [];
    private readonly LogDigest _log;
    private readonly RunDigest _run;
    private readonly IReadOnlyList<PlannedEvent> _events;
    private readonly Dictionary<EventKey, int> _positions;

    /// <summary>Of each event of the plan the position of its first line.</summary>
    private readonly int[] _lines;

    private readonly bool _isPlanKnown;
    private readonly DateTimeOffset _last;
    /// <summary>Whether lines may be in shards that were not found.</summary>
    private readonly bool _isPart;

    private int _running;
    private int _elsewhere;
    private DateTimeOffset? _runsUntil;

    private RunAudit(LogDigest log, RunDigest run, RunPlan plan, bool isPart)
    {
        _isPart = isPart;
        (_log, _run, _isPlanKnown, _last) = (log, run, plan.Events is not null, plan.LastDueOf(run.Run));
        // Where nothing else is known, there are the events that have lines.
        _events = plan.Events ?? [.. run.Events.DistinctBy(line => line.Key).Select(line => new PlannedEvent(
            log.Names.IdOf(line.Key), log.Names.TextOf(line.Function), InvocationIndex: 1, line.ScheduledTime))];
        _positions = new(_events.Count);
        for (var position = 0; position < _events.Count; position++)
            _positions.Add(log.Names.KeyOf(_events[position].EventId), position);
        _lines = new int[_events.Count];
        Array.Fill(_lines, NoLine);
    }

    /// <summary>What was found: the plan, the lines' order, then line by line, then what is not there.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The run in figures.</summary>
    public RunSummary Summary
    {
        get
        {
            var measured = new MeasuredEvents(_events, position => _lines[position] is var line and not NoLine ? _run[line] : null);
            var (lags, outcomes) = (new List<TimeSpan>(measured.Count), new SortedDictionary<Outcome, int>());
            foreach (var (_, outcome, lag, _) in measured)
            {
                if (outcome is { } known)
                    outcomes[known] = outcomes.GetValueOrDefault(known) + 1;
                if (lag is { } late)
                    lags.Add(late);
            }

            lags.Sort();
            return new()
            {
                Run = _run.Run,
                Clock = _run.Clock,
                Measurements = measured,
                Outcomes = outcomes,
                MedianLag = lags.Count > 0 ? Quantile.Of(lags, 50) : null,
                GreatestLag = lags.Count > 0 ? lags[^1] : null,
                Running = _running,
                RunsUntil = _runsUntil,
                Passed = _findings.TrueForAll(finding => finding.Severity is not Severity.Error),
            };
        }
    }

    /// <summary>Judges a run.</summary>
    /// <param name="log">The log whose run it is.</param>
    public static RunAudit Of(LogDigest log, RunDigest run, RunPlan plan, VerificationOptions options)
    {
        var audit = new RunAudit(log, run, plan, run.Completes.Count == 0 && options.WithoutShards.Contains(run.Run));
        foreach (var (kind, message) in plan.Problems)
            audit.Error(kind, message);

        var limits = new RunLimits(run.Start, RunClock.Now(run.Clock, run.LastWritten, run.Start?.Settings, options.ReadAt));
        audit.CheckStart(plan.DryRun);
        audit.CheckComplete(limits);

        var isDry = plan.DryRun ?? run.Start?.DryRun;
        for (var line = 0; line < run.Count; line++)
            audit.CheckEvent(line, isDry, options.LateTolerance);
        for (var position = 0; position < audit._lines.Length; position++)
        {
            if (audit._lines[position] is NoLine)
                audit.CheckMissing(audit._events[position], limits);
        }

        audit.CheckElsewhere();
        return audit;
    }

    private void CheckStart(bool? dryRun)
    {
        if (_run.Starts.Count == 0)
            Error(FindingKind.StartMissing, "no start line");
        else if (_run.First is { IsStart: false, Place: var first })
            Error(FindingKind.StartNotFirst, $"the run begins before its start line, which is {Text(_run.Starts[0].Place)}", first);

        foreach (var (place, start) in _run.Starts)
        {
            CheckCount(place, start, start.Invocations);
            if (dryRun is { } expected && start.DryRun != expected)
                Error(FindingKind.DryRunDiffers, $"the start line says {(start.DryRun ? "dry" : "real")} run, the plan does not", place);
        }

        foreach (var (place, _) in _run.Starts.Skip(1))
            Error(FindingKind.StartDouble, $"a start line again, after {Text(_run.Starts[0].Place)}", place);
    }

    private void CheckComplete(RunLimits limits)
    {
        var completes = _run.Completes;
        if (completes.Count == 0 && limits.AreAhead(_last))
            _runsUntil = limits.LineBy(_last);
        else if (completes.Count == 0)
            Error(FindingKind.CompleteMissing, "no complete line");
        else if (_run.Last is { IsComplete: false, Place: var last })
        {
            Error(
                FindingKind.CompleteNotLast, $"the run goes on after its complete line, which is {Text(completes[^1].Place)}", last);
        }

        foreach (var (place, complete) in completes)
            CheckCount(place, complete, complete.Invocations);
        foreach (var (place, _) in completes.Skip(1))
            Error(FindingKind.CompleteDouble, $"a complete line again, after {Text(completes[0].Place)}", place);
    }

    private void CheckCount(LinePlace place, RunEntry line, int invocations)
    {
        if (invocations == _events.Count || (!_isPlanKnown && line is StartEntry))
            return;
        Error(
            FindingKind.CountDiffers,
            $"invocations is {invocations}; {(_isPlanKnown ? "the plan has" : "the events that have a line are")} {_events.Count}",
            place);
    }

    private void CheckEvent(int position, bool? isDry, TimeSpan lateTolerance)
    {
        var line = _run[position];
        if (!_positions.TryGetValue(line.Key, out var planned))
        {
            Error(FindingKind.Foreign, "an event that is not in the run's plan", line.Place, _log.Names.IdOf(line.Key));
            return;
        }

        if (_lines[planned] is NoLine)
            _lines[planned] = position;
        else
        {
            var first = Text(_run[_lines[planned]].Place);
            Error(FindingKind.Double, $"a line of the event again, after {first}", line.Place, _log.Names.IdOf(line.Key));
        }

        var due = _events[planned].ScheduledTime;
        // The original job cuts times to the second.
        if (_run.IsOriginal)
            due = due.AddTicks(-(due.Ticks % TimeSpan.TicksPerSecond));
        foreach (var (kind, severity, message) in EventRules.Check(
            line, _run.ContradictionsOf(position), due, _run.Start?.Clock, isDry, lateTolerance))
        {
            Add(kind, severity, message, line.Place, _log.Names.IdOf(line.Key));
        }
    }

    private void CheckMissing(PlannedEvent planned, RunLimits limits)
    {
        if (_runsUntil is not null && limits.AreAhead(planned.ScheduledTime))
        {
            _running++;
            return;
        }

        if (_isPart)
        {
            _elsewhere++;
            return;
        }

        Error(
            FindingKind.Missing,
            $"no line of the event that was due at {Instant.ToMilliseconds(planned.ScheduledTime)}",
            eventId: planned.EventId);
    }

    private void CheckElsewhere()
    {
        if (!_isPart || _running + _elsewhere == 0)
            return;
        Add(
            FindingKind.ShardsMissing,
            Severity.Warning,
            string.Create(CultureInfo.InvariantCulture, $"{_running + _elsewhere} events have no line here, and may have it in shards: ")
                + "what is stored of the run was not found beside the log",
            place: null,
            eventId: null);
    }

    private string Text(LinePlace place)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"line {place.Number}");
        return _log.ShardOf(place.Part) is { } shard ? $"{line} of {shard}" : line;
    }

    private void Error(FindingKind kind, string message, LinePlace? place = null, string? eventId = null) =>
        Add(kind, Severity.Error, message, place, eventId);

    private void Add(FindingKind kind, Severity severity, string message, LinePlace? place, string? eventId) =>
        _findings.Add(new(kind, severity, message)
        {
            LineNumber = place?.Number,
            Shard = place is { } there ? _log.ShardOf(there.Part) : null,
            EventId = eventId,
            Run = _run.Run,
        });
}
