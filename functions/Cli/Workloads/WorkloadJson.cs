using System.Text.Json;
using Loadgen.Analysis.Costs;
using Loadgen.Analysis.Workloads;
using Loadgen.Trace;

namespace Loadgen.Cli.Workloads;

/// <summary>A workload for another program: all of its functions.</summary>
internal static class WorkloadJson
{
    public static void Write(WorkloadReport report, Utf8JsonWriter writer)
    {
        var summary = report.Summary;
        writer.WriteStartObject();
        writer.WriteString("name", summary.Name);
        writer.WriteString("starts", summary.Starts.ToString());
        writer.WriteNumber("hours", summary.Hours);
        writer.WriteNumber("calls", summary.Calls);
        writer.WriteStartArray("calls_per_hour");
        foreach (var calls in summary.CallsPerHour)
            writer.WriteNumberValue(calls);
        writer.WriteEndArray();
        Write(writer, "busiest_hour", summary.BusiestHour);
        Write(writer, "busiest_minute", summary.BusiestMinute);
        Write(writer, "busiest_second", summary.Example.BusiestSecond);
        writer.WriteNumber("peak_events_per_second", report.Peak);
        WriteCost(writer, report);
        writer.WriteString("warning", report.Warning);
        writer.WriteStartArray("functions");
        foreach (var function in summary.Functions)
            Write(writer, function);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, Peak peak)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("start_s", peak.Start.TotalSeconds);
        writer.WriteNumber("calls", peak.Calls);
        writer.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter writer, WorkloadReport report)
    {
        writer.WriteStartObject("usd_an_hour");
        writer.WriteNumber("mean", report.MeanCost);
        writer.WriteStartObject("most");
        Write("all", static cost => cost.Total);
        Write("planner", static cost => cost.Planner);
        Write("invoker", static cost => cost.Invoker);
        Write("storage", static cost => cost.Storage);
        Write("pubsub", static cost => cost.PubSub);
        Write("logging", static cost => cost.Logging);
        writer.WriteEndObject();
        writer.WriteNumber("lead_s", report.Assumptions.Lead.TotalSeconds);
        writer.WriteNumber("latency_s", report.Assumptions.Latency.TotalSeconds);
        writer.WriteEndObject();

        void Write(string name, Func<HourCost, double> part) => writer.WriteNumber(name, part(report.MostCost));
    }

    private static void Write(Utf8JsonWriter writer, FunctionSummary summary)
    {
        var traits = summary.Function.Traits;
        writer.WriteStartObject();
        writer.WriteString("id", summary.Function.Id);
        writer.WriteNumber("calls", summary.Calls);
        writer.WriteNumber("share", summary.Share);
        writer.WriteNumber("most_an_hour", summary.MostInAnHour);
        writer.WriteString("schedule", summary.Schedule);
        writer.WriteString("target", traits.Target);
        writer.WriteString("accelerator", traits.Accelerator is Accelerator.Gpu ? "gpu" : "none");
        writer.WriteBoolean("delayable", traits.Delayable);
        writer.WriteEndObject();
    }
}
