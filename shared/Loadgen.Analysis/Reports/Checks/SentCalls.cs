using Loadgen.Calls;

namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Which events were sent.</summary>
internal static class SentCalls
{
    /// <summary>How many events of an approach were sent.</summary>
    public static long Of(ApproachCoverage coverage) =>
        coverage.Outcomes.Where(outcome => OutcomeNames.Find(outcome.Key) is { } known && known.WasSent()).Sum(outcome => outcome.Value);
}
