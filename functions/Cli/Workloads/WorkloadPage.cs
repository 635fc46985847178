using Loadgen.Analysis.Workloads;
using Loadgen.Cli.Pages;
using static Loadgen.Cli.Workloads.WorkloadWords;

namespace Loadgen.Cli.Workloads;

/// <summary>A workload as a page for a browser.</summary>
internal static class WorkloadPage
{
    /// <summary>What fits side by side: a day of minutes, two weeks of hours.</summary>
    private const int MostMinutes = 1440, MostHours = 336;

    private const int MostTicks = 12;

    /// <summary>Between labels.</summary>
    private static readonly int[] HourSteps = [1, 2, 3, 6, 12, 24, 48, 168], MinuteSteps = [5];

    public static Html Of(WorkloadReport report)
    {
        var summary = report.Summary;
        return Page.Of(summary.Name, Html.Of($"""
            <p class="faint">{SizeOf(summary)}. {HoursOf(summary)}</p>
            {WarningOf(report)}
            <dl>
            {Figure("Busiest hour", Count(summary.BusiestHour.Calls, "call"), $"at {TimeOf(summary.BusiestHour.Start)}")}
            {Figure("Busiest minute", Count(summary.BusiestMinute.Calls, "call"), $"at {TimeOf(summary.BusiestMinute.Start)}")}
            {Figure(
                "Busiest second",
                Count(summary.Example.BusiestSecond.Calls, "call"),
                $"at {SecondOf(summary.Example.BusiestSecond.Start)} {OfExample}")}
            {Figure("An hour costs", Dollars(report.MeanCost), $"on the average, {Dollars(report.MostCost.Total)} at most")}
            </dl>
            <h2>Calls a minute</h2>
            <div class="pair">
            {MinutePlot(summary)}
            {MinuteTable(summary)}
            </div>
            {(summary.Hours == 1 ? default : Hours(report))}
            <h2>The busiest functions</h2>
            {FunctionTable(report)}
            <footer>Costs are those of {string.Join(' ', Basis(report))}.</footer>
            """));
    }

    private static Html WarningOf(WorkloadReport report) =>
        report.Warning is { } warning ? Html.Of($"""<p class="warning" role="note">Warning: {warning}</p>""") : default;

    private static Html Figure(string name, string value, string note) =>
        Html.Of($"<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>");

    private static Html MinutePlot(WorkloadSummary summary)
    {
        var series = Series.Of(summary.CallsPerMinute, MostMinutes);
        var vertical = Axis.UpTo(summary.BusiestMinute.Calls);
        return new Plot("minutes", "Calls a minute", $"Over {Count(summary.Hours, "hour")}; {PeakOf(summary.BusiestMinute)}.")
        {
            Caption = $"Each minute, by {(summary.Hours == 1 ? "minute" : "hour")}{MostOfEach(series, "minutes")}",
            Vertical = vertical,
            Horizontal = summary.Hours == 1 ? Axis.OfParts(60, MinuteSteps, MostTicks) : Axis.OfParts(summary.Hours, HourSteps, MostTicks),
            Marks = Marks.Area(series.Values, vertical),
        }.Draw();
    }

    private static Html Hours(WorkloadReport report) => Html.Of($"""
        <h2>Calls an hour</h2>
        <div class="pair">
        {HourPlot(report.Summary)}
        {HourTable(report)}
        </div>
        """);

    private static Html HourPlot(WorkloadSummary summary)
    {
        var series = Series.Of(summary.CallsPerHour, MostHours);
        var vertical = Axis.UpTo(summary.BusiestHour.Calls);
        return new Plot("hours", "Calls an hour", $"Over {Count(summary.Hours, "hour")}; {PeakOf(summary.BusiestHour)}.")
        {
            Caption = $"Each hour{MostOfEach(series, "hours")}",
            Vertical = vertical,
            Horizontal = Axis.OfParts(summary.Hours, HourSteps, MostTicks),
            Marks = Marks.Bars(
                series.Values, vertical, i => $"{TimeOf(TimeSpan.FromHours((long)i * series.Each))}: {Count(series.Values[i], "call")}"),
        }.Draw();
    }

    private static string PeakOf(Peak peak) => $"the most are {Count(peak.Calls, "call")} at {TimeOf(peak.Start)}";

    private static string MostOfEach(Series series, string what) => series.Each == 1 ? "" : $"; the most of each {series.Each} {what}";

    private static Html MinuteTable(WorkloadSummary summary) => new PageTable(
        $"Minutes of {EachHour(summary)}",
        [new("hour"), new("mean", "n"), new("least", "n"), new("most", "n"), new("at", "n")],
        HoursIn(summary).Select(hour =>
        {
            int[] minutes = [.. summary.CallsPerMinute.Skip(hour * 60).Take(60)];
            var most = minutes.Max();
            return (IReadOnlyList<Html>)
            [
                Html.Of($"{hour:N0}"),
                Html.Of($"{minutes.Average():N1}"),
                Html.Of($"{minutes.Min():N0}"),
                Html.Of($"{most:N0}"),
                most == 0 ? Html.Of($"–") : Html.Of($":{Array.IndexOf(minutes, most):00}"),
            ];
        })).Draw();

    private static Html HourTable(WorkloadReport report) => new PageTable(
        $"Calls of {EachHour(report.Summary)}, and what it costs",
        [new("hour"), new("calls", "n"), new("share", "n"), new("cost", "n")],
        HoursIn(report.Summary).Select(hour => (IReadOnlyList<Html>)
        [
            Html.Of($"{hour:N0}"),
            Html.Of($"{report.Summary.CallsPerHour[hour]:N0}"),
            Html.Of($"{Percent(report.Summary.CallsPerHour[hour] / Math.Max(1.0, report.Summary.Calls))}"),
            Html.Of($"{Dollars(report.Costs[hour].Total)}"),
        ])).Draw();

    private static IEnumerable<int> HoursIn(WorkloadSummary summary) => Enumerable.Range(0, Math.Min(summary.Hours, MostHours));

    private static string EachHour(WorkloadSummary summary) =>
        summary.Hours > MostHours ? $"each of the first {MostHours} hours" : "each hour";

    private static Html FunctionTable(WorkloadReport report)
    {
        var largest = report.Summary.Functions[0].Share;
        var table = new PageTable(
            "Functions by their calls",
            [
                new("function"), new("calls", "n"), new("share", "n"), new("beside the largest", "bar"), new("most an hour", "n"),
                new("schedule"), new("target"),
            ],
            report.Busiest.Select(function => CellsOf(function, largest)))
        {
            IsWhole = true,
        };
        return Html.Of($"""
            {table.Draw()}
            <p class="faint">{report.Others}</p>
            """);
    }

    private static IReadOnlyList<Html> CellsOf(FunctionSummary summary, double largestShare) =>
    [
        Html.Of($"{summary.Function.Id}"),
        Html.Of($"{summary.Calls:N0}"),
        Html.Of($"{Percent(summary.Share)}"),
        Marks.Bar(largestShare == 0 ? 0 : summary.Share / largestShare),
        Html.Of($"{summary.MostInAnHour:N0}"),
        Html.Of($"{summary.Schedule}"),
        Html.Of($"{summary.Function.Traits.Target}"),
    ];
}
