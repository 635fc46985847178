using System.Text.Json;
using Loadgen.Analysis.Correlation;
using Loadgen.Analysis.Reports;
using Loadgen.Cli.Correlation;
using Loadgen.Clocks;

namespace Loadgen.Cli.Reports;

/// <summary>A report for another program. What is not known is null.</summary>
internal static class ReportJson
{
    public static void Write(Report report, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteArray("logs", report.Logs, writer.WriteStringValue);
        writer.WriteString("baseline", report.Baseline?.Label);
        writer.WriteObjects("approaches", report.Approaches, Write);
        writer.WriteStartObject("trust");
        writer.WriteObjects("remarks", report.Trust.Remarks, Write);
        writer.WriteObjects("approaches", report.Trust.Approaches, Write);
        writer.WriteEndObject();
        writer.WriteObjects("functions", report.Functions, Write);
        writer.WriteObjects("comparisons", report.Comparisons, Write);
        writer.WriteObjects("time_shifted", report.Shifted, Write);
        CarbonJson.Write(writer, report.Carbon);
        Write(writer, report.Correlation);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, CorrelationResult? correlation)
    {
        if (correlation is null)
        {
            writer.WriteNull("correlation");
            return;
        }

        writer.WriteStartObject("correlation");
        writer.WriteNumber("logs_without_call", correlation.LogsWithoutCall);
        writer.WriteArray("functions", correlation.Functions, function => CorrelationJson.Write(function, writer));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Approach approach)
    {
        writer.WriteString("approach", approach.Label);
        writer.WriteString("experiment_id", approach.ExperimentId);
        writer.WriteString("scenario", approach.Scenario);
    }

    private static void Write(Utf8JsonWriter writer, Remark remark)
    {
        writer.WriteString("kind", remark.Kind.ToString().ToLowerInvariant());
        writer.WriteString("text", remark.Text);
    }

    private static void Write(Utf8JsonWriter writer, ApproachCoverage coverage)
    {
        writer.WriteString("approach", coverage.Approach.Label);
        writer.WriteNumber("runs", coverage.Runs);
        writer.WriteNumber("hours", coverage.Hours);
        writer.WriteCount("planned", coverage.Planned);
        writer.WriteNumber("stored", coverage.Stored);
        writer.WriteNumber("duplicates", coverage.Duplicates);
        writer.WriteCounts("outcomes", coverage.Outcomes);
        writer.WriteArray(
            "missing_hours_utc", coverage.MissingHours, hour => writer.WriteStringValue(Instant.ToSeconds(new(hour, TimeSpan.Zero))));
        writer.WriteFinite("start_lag_p50_ms", coverage.LagMedian);
        writer.WriteFinite("start_lag_p99_ms", coverage.LagP99);
        writer.WriteFinite("start_lag_max_ms", coverage.LagMax);
        writer.WriteArray("clocks", coverage.Clocks, writer.WriteStringValue);
    }

    private static void Write(Utf8JsonWriter writer, FunctionResult result)
    {
        writer.WriteString("approach", result.Approach.Label);
        writer.WriteString("function_id", result.Function);
        writer.WriteNumber("events", result.Events);
        writer.WriteNumber("sent", result.Sent);
        writer.WriteEstimate("success", result.Success);
        writer.WriteObjects("latencies", result.Latencies, Write);
        writer.WriteFinite("dns_median_ms", result.Phases.Dns);
        writer.WriteFinite("connect_median_ms", result.Phases.Connect);
        writer.WriteFinite("tls_median_ms", result.Phases.Tls);
        writer.WriteFinite("first_byte_median_ms", result.Phases.FirstByte);
        writer.WriteFinite("download_median_ms", result.Phases.Download);
        writer.WriteFinite("request_mean_bytes", result.RequestBytes);
        writer.WriteFinite("response_mean_bytes", result.ResponseBytes);
        writer.WriteCounts("regions", result.Regions);
        writer.WriteCounts("priorities", result.Priorities);
        writer.WriteNumber("time_shifted", result.Shifted);
        writer.WriteFinite("shift_median_h", result.HoursShifted);
    }

    private static void Write(Utf8JsonWriter writer, LatencyResult latency)
    {
        writer.WriteString("source", SourceOf(latency.Measure));
        writer.WriteNumber("calls", latency.Calls);
        writer.WriteEstimate("p50_ms", latency.P50);
        writer.WriteEstimate("p90_ms", latency.P90);
        writer.WriteEstimate("p95_ms", latency.P95);
        writer.WriteEstimate("p99_ms", latency.P99);
    }

    private static void Write(Utf8JsonWriter writer, Comparison comparison)
    {
        writer.WriteString("approach", comparison.Approach.Label);
        writer.WriteString("baseline", comparison.Baseline.Label);
        writer.WriteString("function_id", comparison.Function);
        writer.WriteString("source", SourceOf(comparison.Measure));
        writer.WriteNumber("pairs", comparison.Result.Pairs);
        writer.WriteNumber("hours", comparison.Result.Hours);
        writer.WriteNumber("unpaired", comparison.Unpaired);
        writer.WriteEstimate("difference_ms", comparison.Result.Difference);
        writer.WriteEstimate("speedup", comparison.Result.Ratio);
        writer.WriteFinite("p", comparison.Result.P);
        writer.WriteFinite("p_holm", comparison.AdjustedP);
        writer.WriteString("finding", comparison.Finding is Finding.TooFew ? "too_few" : comparison.Finding.ToString().ToLowerInvariant());
        writer.WriteString("sentence", comparison.Sentence);
    }

    private static void Write(Utf8JsonWriter writer, ShiftedCalls calls)
    {
        writer.WriteString("approach", calls.Approach.Label);
        writer.WriteString("function_id", calls.Function);
        writer.WriteNumber("calls", calls.Calls);
        writer.WriteFinite("delay_median_h", calls.DelayMedian);
        writer.WriteFinite("delay_max_h", calls.DelayMax);
        writer.WriteNumber("in_time", calls.InTime);
        writer.WriteNumber("with_deadline", calls.WithDeadline);
        writer.WriteFinite("g_per_kwh_now", calls.IntensityNow);
        writer.WriteFinite("g_per_kwh_then", calls.IntensityThen);
        writer.WriteNumber("with_intensity", calls.WithIntensity);
    }

    private static string SourceOf(LatencyMeasure measure) => measure switch
    {
        LatencyMeasure.RoundTrip => "direct_invoke",
        LatencyMeasure.DispatcherTold => "dispatcher_response",
        _ => "function_log",
    };
}
