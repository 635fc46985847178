using System.Globalization;
using Loadgen.Analysis.Costs;
using Loadgen.Analysis.Workloads;

namespace Loadgen.Cli.Workloads;

/// <summary>What is shown of a workload.</summary>
/// <param name="Assumptions">What it is that hours cost, and what is in flight, under.</param>
/// <param name="ShownFunctions">How many functions are shown to a person.</param>
internal sealed record WorkloadReport(WorkloadSummary Summary, CallAssumptions Assumptions, int ShownFunctions)
{
    /// <summary>The busiest functions.</summary>
    public IEnumerable<FunctionSummary> Busiest => Summary.Functions.Take(ShownFunctions);

    /// <summary>The <c>peak_events_per_second</c> that it is to be deployed for.</summary>
    public double Peak { get; } = PeakRate.Of(Summary.Example.MostWithin);

    /// <summary>What each hour costs.</summary>
    public IReadOnlyList<HourCost> Costs { get; } = CostsOf(Summary, Assumptions);

    /// <summary>What an hour costs on the average, in dollars.</summary>
    public double MeanCost => Costs.Average(cost => cost.Total);

    /// <summary>The parts of what the dearest hour costs.</summary>
    public HourCost MostCost => Costs.MaxBy(cost => cost.Total)!;

    /// <summary>What may not go as it is planned; <see langword="null"/>: nothing.</summary>
    public string? Warning => PushWarning.Of(Summary.Example.MostWithin, Assumptions);

    /// <summary>What the functions that are not shown have; <see langword="null"/>: all are shown.</summary>
    public string? Others
    {
        get
        {
            List<FunctionSummary> others = [.. Summary.Functions.Skip(ShownFunctions)];
            var share = WorkloadWords.Percent(others.Sum(other => other.Share));
            return others.Count == 0
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"and {others.Count:N0} more with {share} of the calls");
        }
    }

    private static List<HourCost> CostsOf(WorkloadSummary summary, CallAssumptions assumptions)
    {
        var peak = PeakRate.Of(summary.Example.MostWithin);
        var minutes = new int[60];
        var costs = new List<HourCost>(summary.Hours);
        for (var hour = 0; hour < summary.Hours; hour++)
        {
            for (var minute = 0; minute < minutes.Length; minute++)
                minutes[minute] = summary.CallsPerMinute[(hour * minutes.Length) + minute];
            costs.Add(HourCost.Of(minutes, assumptions, peak));
        }

        return costs;
    }
}
