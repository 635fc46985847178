using System.Globalization;
using Loadgen.Planning;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Output;

/// <summary>Which workload an hour is of, for the operator.</summary>
internal static class PlannedWorkload
{
    /// <summary>Such as <c>azure day 3, hour 13 of 0..23</c>; of several runs with different workloads, each.</summary>
    /// <returns>Empty for the built-in workload, which needs no mention.</returns>
    public static string Of(params IEnumerable<HourPlan> plans) => string.Join("; ", plans
        .Where(plan => plan.Workload.Name != BuiltInWorkload.Name)
        .Select(Of)
        .Distinct(StringComparer.Ordinal));

    private static string Of(HourPlan plan)
    {
        var workload = plan.Workload;
        return workload.Hours == 1
            ? workload.Name
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{workload.Name}, hour {workload.HourNumberOf(plan.Run.TraceHour)} of 0..{workload.Hours - 1}");
    }
}
