namespace Loadgen.Analysis.Reports.Checks;

/// <summary>
/// Whether approaches called the same URL within seconds of each other, so that who came first warmed it for the other, or slowed it.
/// </summary>
internal static class InterferenceCheck
{
    /// <summary>How close calls are that may disturb each other.</summary>
    private const int Seconds = 10;

    /// <summary>From this share on of the calls of two approaches, nothing follows from a comparison of them.</summary>
    private const double Forbidding = 0.1;

    public static IEnumerable<Remark> Of(CheckContext context)
    {
        List<ApproachCoverage> approaches = [.. context.Coverage.Take(DisturbedCalls.MostApproaches)];
        var disturbed = DisturbedCalls.Find(context.Database, approaches.Count, TimeSpan.FromSeconds(Seconds));
        for (var one = 0; one < approaches.Count; one++)
        {
            for (var other = one + 1; other < approaches.Count; other++)
            {
                var between = disturbed
                    .Where(calls => (calls.Of, calls.By) == (one, other) || (calls.Of, calls.By) == (other, one))
                    .ToList();
                if (between.Count > 0)
                    yield return RemarkOf(approaches[one], approaches[other], between);
            }
        }
    }

    private static Remark RemarkOf(ApproachCoverage one, ApproachCoverage other, List<DisturbedCalls> between)
    {
        var (calls, all) = (between.Sum(part => part.Calls), SentCalls.Of(one) + SentCalls.Of(other));
        var functions = between
            .GroupBy(part => part.Function, part => part.Calls, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Words.Name(group.Key))
            .ToList();
        var share = calls / (double)all;
        return new(
            share >= Forbidding ? RemarkKind.Forbids : RemarkKind.Limits,
            FormattableString.Invariant(
                $"{Words.Name(one.Approach.Label)} and {Words.Name(other.Approach.Label)} called the same URLs within {Seconds} s of each ")
                + $"other, in {Words.Number(calls)} of their {Words.Count(all, "call")} ({Words.Percent(share)}), "
                + $"of {Words.List(functions)}: who comes first warms a function for the other, or slows it. "
                + (share >= Forbidding
                    ? "Nothing follows from a difference between them."
                    : "A small difference between them may be that."));
    }
}
