namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Whether hours are missing.</summary>
internal static class GapCheck
{
    public static IEnumerable<Remark> Of(CheckContext context) => context.Coverage
        .Where(coverage => coverage.MissingHours.Count > 0)
        .Select(coverage => new Remark(
            RemarkKind.Limits,
            $"{Words.Name(coverage.Approach.Label)} has no run in {Words.Count(coverage.MissingHours.Count, "hour")} in which others of "
                + "its experiment have one, or which its own rhythm would have: "
                + $"{Words.List([.. coverage.MissingHours.Select(Words.Hour)])}."));
}
