using Loadgen.Analysis.Reports;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>What was measured of each scenario's calls of each function.</summary>
internal static class FunctionBlock
{
    public static Html Of(Report report)
    {
        var (shown, others) = ReportPage.Busiest(report);
        List<FunctionResult> results = [.. report.Functions.Where(result => shown.Contains(result.Function))];
        List<FunctionResult> parted = [.. results.Where(result => result.Phases is not (null, null, null, null, null))];
        return Html.Of($"""
            {LatencyTable(results)}
            {CallTable(results)}
            {(parted.Count == 0 ? default : PhaseTable(parted))}
            {others}
            """);
    }

    public static string WordOf(LatencyMeasure measure) => measure switch
    {
        LatencyMeasure.DispatcherTold => "told by the dispatcher",
        LatencyMeasure.FunctionLog => "until the function had finished",
        _ => "round trip",
    };

    private static Html LatencyTable(List<FunctionResult> results)
    {
        var rows = results.SelectMany(result => result.Latencies.Select(latency => (result, latency))).ToList();
        return rows.Count == 0 ? Html.Constant("<p>No latency was measured.</p>") : ReportTable.Of(
            "Latency in ms, of calls that succeeded and were not put off; in brackets, where it lies with a confidence of 95%",
            [
                new("function", "name"), new("scenario"), new("measured"), new("calls", "n"), new("p50", "n"), new("p90", "n"),
                new("p95", "n"),
                new("p99", "n"),
            ],
            rows.Select(row => (IReadOnlyList<Html>)
            [
                Cells.Name(row.result.Function),
                Cells.Name(row.result.Approach.Label),
                Html.Of($"{WordOf(row.latency.Measure)}"),
                Cells.Count(row.latency.Calls),
                Cells.Estimate(row.latency.P50),
                Cells.Estimate(row.latency.P90),
                Cells.Estimate(row.latency.P95),
                Cells.Estimate(row.latency.P99),
            ]));
    }

    private static Html CallTable(List<FunctionResult> results) => ReportTable.Of(
        "Calls: how many succeeded, what they carried, where they went",
        [
            new("function", "name"), new("scenario"), new("events", "n"), new("sent", "n"), new("succeeded", "n"),
            new("request (bytes)", "n"),
            new("response (bytes)", "n"), new("regions", "t"), new("priorities", "t"), new("put off", "n"), new("by (hours)", "n"),
        ],
        results.Select(result => (IReadOnlyList<Html>)
        [
            Cells.Name(result.Function),
            Cells.Name(result.Approach.Label),
            Cells.Count(result.Events),
            Cells.Count(result.Sent),
            Cells.Share(result.Success),
            Cells.Number(result.RequestBytes),
            Cells.Number(result.ResponseBytes),
            Cells.Counts(result.Regions),
            Cells.Counts(result.Priorities),
            Cells.Count(result.Shifted),
            Cells.Number(result.HoursShifted),
        ]));

    private static Html PhaseTable(List<FunctionResult> results) => ReportTable.Of(
        "The parts of a round trip in ms, medians",
        [
            new("function", "name"), new("scenario"), new("name", "n"), new("connection", "n"), new("TLS", "n"), new("wait", "n"),
            new("body", "n"),
        ],
        results.Select(result => (IReadOnlyList<Html>)
        [
            Cells.Name(result.Function),
            Cells.Name(result.Approach.Label),
            Cells.Number(result.Phases.Dns),
            Cells.Number(result.Phases.Connect),
            Cells.Number(result.Phases.Tls),
            Cells.Number(result.Phases.FirstByte),
            Cells.Number(result.Phases.Download),
        ]));
}
