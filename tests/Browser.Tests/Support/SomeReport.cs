using Loadgen.Analysis.Events;
using Loadgen.Analysis.Figures;
using Loadgen.Analysis.Reports;
using Loadgen.Analysis.Reports.Building;
using Loadgen.Cli.Reports;

namespace Loadgen.Browser.Tests.Support;

/// <summary>Pages of reports that have all of their blocks.</summary>
internal static class SomeReport
{
    public static string PageOf(SomeEvents events)
    {
        using var database = events.Create();
        var (report, figures) = Of(database);
        return ReportPage.Of(report, figures).ToString();
    }

    /// <param name="text">Something that a log says: it is put wherever a log's words go.</param>
    public static (Report Report, IReadOnlyList<Figure> Figures) Of(EventDatabase database, string text = "what a log says")
    {
        var report = ReportBuilder.Build(database, new() { Logs = ["runs", $"gs://logs/{text}.jsonl"] });
        report = report with
        {
            Trust = report.Trust with
            {
                Remarks =
                [
                    new(RemarkKind.Forbids, $"A and B say something: {text}"), new(RemarkKind.Limits, text), .. report.Trust.Remarks,
                ],
            },
            Correlation = new([new("C", text, 280, 270, 1, 0, 2, 31, 12.5, 140.2, 153.1, 40.3)]) { LogsWithoutCall = 12 },
        };
        return (report, FigureSet.Of(database, report));
    }
}
