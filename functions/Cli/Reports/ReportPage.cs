using System.Globalization;
using Loadgen.Analysis.Figures;
using Loadgen.Analysis.Reports;
using Loadgen.Cli.Output;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>A report as a page for a browser: first whether it can be trusted, then what was measured, then the pictures.</summary>
internal static class ReportPage
{
    /// <summary>A page is no database: of more functions the busiest are shown.</summary>
    public const int MostFunctions = 100;

    private const int MostLogs = 5;

    public static Html Of(Report report, IReadOnlyList<Figure> figures)
    {
        List<(string Id, string Name, Html Body)> sections =
        [
            ("trust", "Can it be trusted?", TrustBlock.Of(report.Trust)),
            ("functions", "Each scenario and function", FunctionBlock.Of(report)),
        ];
        if (report.Comparisons.Count > 0)
            sections.Add(("baseline", $"Against the baseline{BaselineOf(report)}", BaselineBlock.Of(report)));
        if (report.Shifted.Count > 0)
            sections.Add(("shifted", "Calls that were put off", ShiftedBlock.Of(report.Shifted)));
        if (report.Carbon is { } carbon)
            sections.Add(("carbon", "Energy and emissions", CarbonBlock.Of(carbon)));
        if (report.Correlation is { } correlation)
            sections.Add(("correlation", "What the functions' logs say", CorrelationBlock.Of(correlation)));
        if (figures.Count > 0)
            sections.Add(("pictures", "Pictures", PicturesBlock.Of(figures)));
        return Page.Of(
            TitleOf(report),
            Html.Of($"""
                {RehearsalNotice.OfEach([.. report.Clocks]).Select(NoticeOf)}
                <p class="faint">{LogsOf(report.Logs)}</p>
                {sections.Select(section => Html.Of($"""
                    <h2 id="{section.Id}">{section.Name}</h2>
                    {section.Body}
                    """))}
                """),
            [.. sections.Select(section => (section.Id, section.Name))]);
    }

    /// <summary>The functions that the tables have, as <see cref="Report.Functions"/> orders them, and a word about the others.</summary>
    public static (HashSet<string> Shown, Html Others) Busiest(Report report)
    {
        List<string> functions = [.. report.Functions.Select(result => result.Function).Distinct()];
        return ([.. functions.Take(MostFunctions)], functions.Count <= MostFunctions ? default : Html.Of($"""
            <p class="faint">The busiest {MostFunctions} of {functions.Count:N0} functions; <code>loadgen report --json</code> has
            them all.</p>
            """));
    }

    private static Html NoticeOf((string Notice, bool AreMeasured) clock) =>
        Html.Of($"""<p class="{(clock.AreMeasured ? "limit" : "warning")}" role="note">{clock.Notice}</p>""");

    private static string BaselineOf(Report report) => report.Baseline is { } baseline ? $", {Cells.Text(baseline.Label)}" : "";

    private static string TitleOf(Report report)
    {
        List<string> experiments = [.. report.Approaches.Select(approach => approach.ExperimentId).Distinct()];
        return experiments.Count switch
        {
            0 => "No runs",
            <= 3 => string.Join(", ", experiments.Select(Cells.Text)),
            _ => string.Create(CultureInfo.InvariantCulture, $"{experiments.Count} experiments"),
        };
    }

    private static string LogsOf(IReadOnlyList<string> logs)
    {
        var names = string.Join(", ", logs.Take(MostLogs).Select(Cells.Text));
        return logs.Count <= MostLogs
            ? $"From {names}."
            : string.Create(CultureInfo.InvariantCulture, $"From {logs.Count:N0} logs: {names}, and {logs.Count - MostLogs:N0} others.");
    }
}
