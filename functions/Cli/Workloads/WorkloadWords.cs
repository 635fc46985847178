using System.Globalization;
using Loadgen.Analysis.Workloads;

namespace Loadgen.Cli.Workloads;

/// <summary>What terminal and page say in the same words.</summary>
internal static class WorkloadWords
{
    /// <summary>Whose busiest second it is.</summary>
    public const string OfExample = $"in the experiment '{ExampleHour.ExperimentId}'";

    /// <summary>How large it is: <c>3 functions, 24 hours, 1,234 calls</c>.</summary>
    public static string SizeOf(WorkloadSummary summary) => string.Join(
        ", ", Count(summary.Functions.Count, "function"), Count(summary.Hours, "hour"), Count(summary.Calls, "call"));

    /// <summary>Which trace hours it is.</summary>
    public static string HoursOf(WorkloadSummary summary) => summary.Hours == 1
        ? "The same every hour."
        : string.Create(CultureInfo.InvariantCulture, $"Hour 0 is {summary.Starts}, and every {summary.Hours:N0} hours before and after.");

    /// <summary>A number and what is counted.</summary>
    public static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");

    /// <summary>When a minute begins, from the start of hour 0 on: <c>13:05</c>.</summary>
    public static string TimeOf(TimeSpan start) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(start.TotalHours):00}:{start.Minutes:00}");

    /// <summary>When a second begins: <c>13:05:07</c>.</summary>
    public static string SecondOf(TimeSpan start) => string.Create(CultureInfo.InvariantCulture, $"{TimeOf(start)}:{start.Seconds:00}");

    /// <summary>Dollars, with as many digits as say something.</summary>
    public static string Dollars(double amount) => amount < 1
        ? string.Create(CultureInfo.InvariantCulture, $"${amount:0.0000}")
        : string.Create(CultureInfo.InvariantCulture, $"${amount:N2}");

    /// <summary>A part of the whole.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    /// <summary>What costs are counted by, in lines of a terminal.</summary>
    public static IReadOnlyList<string> Basis(WorkloadReport report)
    {
        var (lead, latency) = (report.Assumptions.Lead.TotalSeconds, report.Assumptions.Latency.TotalSeconds);
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"a scenario, with LEAD_S {lead:0.###} and calls of {latency:0.###} s,"),
            // Up to this, what is deployed is the same.
            .. report.Peak <= 1
                ? Array.Empty<string>()
                : [string.Create(CultureInfo.InvariantCulture, $"deployed by Terraform for peak_events_per_second = {report.Peak},")],
            "by list prices in us-east1, before free tiers, without the targets",
        ];
    }
}
