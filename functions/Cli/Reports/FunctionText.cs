using Loadgen.Analysis.Reports;
using Loadgen.Analysis.Statistics;
using Loadgen.Cli.Output;
using static Loadgen.Cli.Reports.TextCells;

namespace Loadgen.Cli.Reports;

/// <summary>What each scenario measured of each function.</summary>
internal static class FunctionText
{
    private const int MostPriorities = 4;

    public static void Print(Shell shell, IReadOnlyList<FunctionResult> results)
    {
        PrintLatencies(shell, results);
        PrintCalls(shell, results);
    }

    private static void PrintLatencies(Shell shell, IReadOnlyList<FunctionResult> results)
    {
        ReportText.Head(shell, "Each scenario and function: latencies in ms, and where they lie with 95%");
        // A narrow terminal has no room for every interval.
        var isRoomy = Tables.IsRoomy(shell);
        string[] headings = ["calls", "ok", "p50", "p90", "p95", "p99", "", "function", ""];
        NamedTable.Print(shell, [headings, .. results.SelectMany(result => RowsOf(result, isRoomy))], name: 7, numbers: 6);
    }

    private static IEnumerable<string[]> RowsOf(FunctionResult result, bool isRoomy)
    {
        string[] first = [Count(result.Sent), Share(result.Success?.Value)];
        string[] names = [Name(result.Approach.Label), result.Function];
        if (result.Latencies.Count == 0)
            return [[.. first, "–", "–", "–", "–", .. names, ""]];

        // What the functions' logs say of a round trip stands in their own block.
        var shown = result.Latencies.Where(latency => latency.Measure is not LatencyMeasure.FunctionLog || result.Latencies.Count == 1);
        return shown.Select(latency => (string[])
        [
            .. first, Estimate(latency.P50), Of(latency.P90), Of(latency.P95), Of(latency.P99), .. names, SourceOf(latency.Measure),
        ]);

        string Of(Estimate estimate) => isRoomy ? Estimate(estimate) : Number(estimate.Value);
    }

    /// <summary>What a latency is, where it is no round trip.</summary>
    public static string SourceOf(LatencyMeasure measure) => measure switch
    {
        LatencyMeasure.DispatcherTold => "by the dispatcher's word",
        LatencyMeasure.FunctionLog => "by the functions' logs",
        _ => "",
    };

    private static void PrintCalls(Shell shell, IReadOnlyList<FunctionResult> results)
    {
        ReportText.Head(shell, "Where the time went (medians in ms), mean bytes, and where calls went");
        string[] headings = ["dns/tcp/tls/wait/read", "sent/answered", "", "function", "regions", "put off", "priorities"];
        NamedTable.Print(shell, [headings, .. results.Select(CallsOf)], name: 3, numbers: 2);
    }

    private static string[] CallsOf(FunctionResult result)
    {
        var phases = result.Phases;
        return
        [
            Numbers(phases.Dns, phases.Connect, phases.Tls, phases.FirstByte, phases.Download),
            Numbers(result.RequestBytes, result.ResponseBytes),
            Name(result.Approach.Label),
            result.Function,
            Counts(result.Regions),
            result.Shifted == 0 ? "" : $"{Count(result.Shifted)} put off by {Number(result.HoursShifted)} h",
            string.Join(", ", result.Priorities.Take(MostPriorities).Select(pair => $"priority {Name(pair.Key)}: {Count(pair.Value)}")),
        ];
    }
}
