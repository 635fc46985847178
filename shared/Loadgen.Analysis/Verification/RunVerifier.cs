using Loadgen.Records;
using Loadgen.Runs;

namespace Loadgen.Analysis.Verification;

/// <summary>
/// Holds a log against the plan and the promises (shared/README.md). A log may hold several runs; each is judged by itself, in
/// the order of its own lines.
/// </summary>
public static class RunVerifier
{
    /// <summary>Judges a log that is in memory. Whatever it holds, the answer is a report.</summary>
    public static VerificationReport Verify(LogReading log, VerificationOptions options) => Verify(LogDigest.Of(log), options);

    /// <summary>Judges a log by its digest.</summary>
    public static VerificationReport Verify(LogDigest log, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        var general = new List<Finding>();
        AddWholeLog(log, options, general);

        var known = KnownRuns(log, options);
        var knownIds = known.Select(run => run.RunId).ToHashSet(StringComparer.Ordinal);
        // A run that nothing opens or closes is one that lost these lines, unless its ID is that of a run that has them: then it is no
        // run, but a line of that run which names another experiment, scenario or hour.
        var foreign = log.Digests.Values
            .Where(run => !known.Contains(run.Run) && (options.Plans is not null || knownIds.Contains(run.Run.RunId)))
            .ToHashSet();
        general.AddRange(foreign.SelectMany(run => Foreign(run, log))
            .OrderBy(line => line.Place.Part).ThenBy(line => line.Place.Number)
            .Select(line => line.Finding));

        var plans = (options.Plans ?? []).DistinctBy(plan => RunIdentity.Of(plan.Run)).ToDictionary(plan => RunIdentity.Of(plan.Run));
        var runs = log.Digests.Values.Where(run => !foreign.Contains(run))
            .Concat(plans.Keys.Where(run => !log.Digests.ContainsKey(run)).Select(run => new RunDigest(run, log.Names)));
        var audits = runs.Select(run => RunAudit.Of(
            log,
            run,
            plans.TryGetValue(run.Run, out var plan) ? RunPlan.Of(plan) : RunPlan.Of(run.Run, run.Start, options),
            options)).ToList();
        return new([.. audits.Select(audit => audit.Summary)], [.. general, .. audits.SelectMany(audit => audit.Findings)]);
    }

    private static void AddWholeLog(LogDigest log, VerificationOptions options, List<Finding> findings)
    {
        foreach (var (place, reason) in log.Unreadable)
        {
            findings.Add(new(FindingKind.Unreadable, Severity.Error, reason)
            {
                LineNumber = place.Number,
                Shard = log.ShardOf(place.Part),
            });
        }

        if (log.UnreadableCount > RunLogReader.MostUnreadable)
        {
            findings.Add(new(
                FindingKind.Unreadable, Severity.Error, $"{log.UnreadableCount - RunLogReader.MostUnreadable} more lines cannot be read"));
        }

        foreach (var part in log.Unended)
        {
            findings.Add(new(FindingKind.NewlineMissing, Severity.Error, "the last line does not end in a newline")
            {
                Shard = log.ShardOf(part),
            });
        }

        if (options.Plans is null && log.Digests.Count == 0)
            findings.Add(new(FindingKind.Empty, Severity.Error, "no line of any run"));
    }

    private static HashSet<RunIdentity> KnownRuns(LogDigest log, VerificationOptions options) => options.Plans is { } plans
        ? [.. plans.Select(plan => RunIdentity.Of(plan.Run))]
        : [.. log.Digests.Values.Where(run => run.Starts.Count + run.Completes.Count > 0).Select(run => run.Run)];

    private static IEnumerable<(LinePlace Place, Finding Finding)> Foreign(RunDigest run, LogDigest log)
    {
        var lines = run.Events.Select(line => (line.Place, EventId: (string?)log.Names.IdOf(line.Key)))
            .Concat(run.Others.Select(place => (place, (string?)null)));
        foreach (var (place, eventId) in lines)
        {
            yield return (place, new(FindingKind.Foreign, Severity.Error, $"a line of {run.Run}, which does not belong here")
            {
                LineNumber = place.Number,
                Shard = log.ShardOf(place.Part),
                EventId = eventId,
                Run = run.Run,
            });
        }
    }
}
