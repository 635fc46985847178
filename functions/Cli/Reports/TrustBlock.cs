using System.Globalization;
using Loadgen.Analysis.Reports;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>Whether the data carry a conclusion: first in words, then in numbers.</summary>
internal static class TrustBlock
{
    private const int MostMissing = 3;

    public static Html Of(Trust trust) => Html.Of($"""
        {(trust.Remarks.Count == 0 ? Html.Constant("<p>Nothing was found that speaks against it.</p>") : default)}
        {trust.Remarks.Select(RemarkOf)}
        {ReportTable.Of(
            "What there is of each scenario",
            [
                new("scenario"), new("runs", "n"), new("hours", "n"), new("planned", "n"), new("stored", "n"), new("duplicates", "n"),
                new("outcomes", "t"), new("hours without a run", "t"), new("lag p50 (ms)", "n"), new("p99 (ms)", "n"),
                new("most (ms)", "n"),
                new("clock"),
            ],
            trust.Approaches.Select(CellsOf))}
        """);

    private static Html RemarkOf(Remark remark) => remark.Kind switch
    {
        RemarkKind.Forbids => Html.Of($"""
            <p class="warning" role="note"><strong>Forbids a conclusion:</strong> {Cells.Sentence(remark.Text)}</p>
            """),
        RemarkKind.Limits => Html.Of($"""<p class="limit" role="note"><strong>Limits it:</strong> {Cells.Sentence(remark.Text)}</p>"""),
        _ => Html.Of($"""<p class="limit">{Cells.Sentence(remark.Text)}</p>"""),
    };

    private static IReadOnlyList<Html> CellsOf(ApproachCoverage coverage) =>
    [
        Cells.Name(coverage.Approach.Label),
        Cells.Count(coverage.Runs),
        Cells.Count(coverage.Hours),
        Cells.Count(coverage.Planned),
        Cells.Count(coverage.Stored),
        Cells.Count(coverage.Duplicates),
        Cells.Counts(coverage.Outcomes),
        Html.Of($"{MissingOf(coverage.MissingHours)}"),
        Cells.Number(coverage.LagMedian),
        Cells.Number(coverage.LagP99),
        Cells.Number(coverage.LagMax),
        Cells.Name(string.Join(", ", coverage.Clocks)),
    ];

    private static string MissingOf(IReadOnlyList<DateTime> hours)
    {
        if (hours.Count == 0)
            return "none";
        var told = string.Join(
            ", ", hours.Take(MostMissing).Select(hour => hour.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        return hours.Count <= MostMissing
            ? told
            : string.Create(CultureInfo.InvariantCulture, $"{hours.Count:N0}: {told}, …");
    }
}
