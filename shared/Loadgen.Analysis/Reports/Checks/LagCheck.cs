namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Whether calls were made when they were due.</summary>
internal static class LagCheck
{
    /// <summary>From a lag of that many milliseconds at p99 on, it is said.</summary>
    private const double Worth = 1000;

    public static IEnumerable<Remark> Of(CheckContext context) => context.Coverage
        .Where(coverage => coverage.LagP99 > Worth)
        .Select(coverage => new Remark(
            RemarkKind.Limits,
            $"A hundredth of {Words.Name(coverage.Approach.Label)}'s calls were made more than {Words.Duration(coverage.LagP99!.Value)} "
                + $"after they were due, the latest by {Words.Duration(coverage.LagMax!.Value)}: its load was not the one that "
                + "was planned."));
}
