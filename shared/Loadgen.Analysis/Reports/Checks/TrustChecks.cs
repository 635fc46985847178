namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Everything that is looked at before data are trusted.</summary>
internal static class TrustChecks
{
    private static readonly IReadOnlyList<Func<CheckContext, IEnumerable<Remark>>> All =
    [
        ClockCheck.Of, DryRunCheck.Of, FailureCheck.Of, ComparabilityCheck.Of, InterferenceCheck.Of, ConfigurationCheck.Of, RegionCheck.Of,
        CompletenessCheck.Of, GapCheck.Of, LagCheck.Of, OriginalCheck.Of, ChoiceCheck.Of, ReadingCheck.Of,
    ];

    /// <summary>What there is to say; the gravest first.</summary>
    public static Trust Of(CheckContext context) =>
        new([.. All.SelectMany(check => check(context)).OrderBy(remark => remark.Kind)], context.Coverage);
}
