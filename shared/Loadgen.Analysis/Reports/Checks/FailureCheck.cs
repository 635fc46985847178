namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Whether calls succeeded: those that did not are in no comparison.</summary>
internal static class FailureCheck
{
    // Calls that fail are often the slow ones.
    private const double Worth = 0.01;

    public static IEnumerable<Remark> Of(CheckContext context)
    {
        if (context.Coverage.Count == 0)
            yield return new(RemarkKind.Forbids, "No run was found.");
        foreach (var coverage in context.Coverage)
        {
            var name = Words.Name(coverage.Approach.Label);
            var (sent, succeeded) = (SentCalls.Of(coverage), coverage.Outcomes.FirstOrDefault(outcome => outcome.Key == "ok").Value);
            if (coverage.Stored == 0)
                yield return new(RemarkKind.Forbids, $"{name} has no event.");
            else if (sent == 0 && coverage.Outcomes.All(outcome => outcome.Key != "dry_run"))
                yield return new(RemarkKind.Forbids, $"{name} made no call.");
            else if (sent > 0 && succeeded == 0)
                yield return new(RemarkKind.Forbids, $"None of {name}'s {Words.Count(sent, "call")} succeeded.");
            else if (sent - succeeded > sent * Worth)
            {
                yield return new(
                    RemarkKind.Limits,
                    $"{Words.Percent((sent - succeeded) / (double)sent)} of {name}'s {Words.Count(sent, "call")} failed; latencies are of "
                        + "the others, and those that fail are often the slow ones.");
            }
        }
    }
}
