using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Runs;

namespace Loadgen.Analysis.Verification;

/// <summary>
/// Holds a log against the plan and the promises (shared/README.md). A log may hold several runs; each is judged by itself, in
/// the order of its own lines.
/// </summary>
public static class RunVerifier
{
    /// <summary>Judges a log. Whatever it holds, the answer is a report.</summary>
    public static VerificationReport Verify(LogReading log, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        var general = new List<Finding>();
        AddWholeLog(log, options, general);

        var lines = log.Entries.OfType<RunEntry>().ToList();
        var runs = new OrderedDictionary<RunIdentity, List<RunEntry>>();
        var known = KnownRuns(lines, options);
        var knownIds = known.Select(run => run.RunId).ToHashSet(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            // A run that nothing opens or closes is one that lost these lines, unless its ID is that of a run that has them: then it is no
            // run, but a line of that run which names another experiment, scenario or hour.
            if (!known.Contains(line.Run) && (options.Plans is not null || knownIds.Contains(line.Run.RunId)))
                general.Add(Foreign(line));
            else if (!runs.TryAdd(line.Run, [line]))
                runs[line.Run].Add(line);
        }

        var plans = new Dictionary<RunIdentity, HourPlan>();
        foreach (var plan in options.Plans ?? [])
        {
            var run = RunIdentity.Of(plan.Run);
            plans[run] = plan;
            runs.TryAdd(run, []);
        }

        var audits = runs.Select(run => RunAudit.Of(
            run.Key,
            plans.TryGetValue(run.Key, out var plan) ? RunPlan.Of(plan) : RunPlan.Of(run.Key, run.Value, options),
            run.Value,
            options)).ToList();
        return new([.. audits.Select(audit => audit.Summary)], [.. general, .. audits.SelectMany(audit => audit.Findings)]);
    }

    private static void AddWholeLog(LogReading log, VerificationOptions options, List<Finding> findings)
    {
        foreach (var line in log.Entries.OfType<UnreadableEntry>())
            findings.Add(new(FindingKind.Unreadable, Severity.Error, line.Reason) { LineNumber = line.LineNumber });

        if (log.Unreadable > RunLogReader.MostUnreadable)
        {
            findings.Add(new(
                FindingKind.Unreadable, Severity.Error, $"{log.Unreadable - RunLogReader.MostUnreadable} more lines cannot be read"));
        }

        if (!log.EndsInNewline)
            findings.Add(new(FindingKind.NewlineMissing, Severity.Error, "the last line does not end in a newline"));
        if (options.Plans is null && !log.Entries.OfType<RunEntry>().Any())
            findings.Add(new(FindingKind.Empty, Severity.Error, "no line of any run"));
    }

    private static HashSet<RunIdentity> KnownRuns(List<RunEntry> lines, VerificationOptions options) => options.Plans is { } plans
        ? [.. plans.Select(plan => RunIdentity.Of(plan.Run))]
        : [.. lines.Where(line => line is StartEntry or CompleteEntry).Select(line => line.Run)];

    private static Finding Foreign(RunEntry line) =>
        new(FindingKind.Foreign, Severity.Error, $"a line of {line.Run}, which does not belong here")
        {
            LineNumber = line.LineNumber,
            EventId = (line as InvocationEntry)?.EventId,
            Run = line.Run,
        };
}
