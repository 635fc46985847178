using System.Text.Json;
using Loadgen.Import;

namespace Loadgen.Cli.Imports;

/// <summary>What an import took and made, for other programs.</summary>
internal static class ImportJson
{
    public static void Write(ImportReport report, string path, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("file", path);
        writer.WriteString("name", report.Name);
        writer.WriteNumber("hours", report.Hours);
        writer.WriteString("minutes", report.Minutes.ToString());
        writer.WriteNumber("minutes_in_trace", report.MinutesInTrace);
        Write(writer, "functions", report.Functions.Of, report.Functions.Taken + report.FunctionsWithoutCalls, report.Functions.Taken);
        Write(writer, "calls", report.Calls.Of, report.CallsOfChosen, report.Calls.Taken);
        Write(writer, "calls_in_busiest_minute", null, report.Peak.Of, report.Peak.Taken);
        writer.WriteNumber("calls_left_out_before_the_trace", report.BeganBefore);
        writer.WriteNumber("rows_added_to_others", report.AddedRows);
        writer.WriteStartArray("targets");
        foreach (var target in report.Targets)
        {
            writer.WriteStartObject();
            writer.WriteString("target", target.Target);
            writer.WriteNumber("functions", target.Functions);
            writer.WriteNumber("calls", target.Calls);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, long? trace, long chosen, long workload)
    {
        writer.WriteStartObject(name);
        if (trace is { } all)
            writer.WriteNumber("trace", all);
        writer.WriteNumber("chosen", chosen);
        writer.WriteNumber("workload", workload);
        writer.WriteEndObject();
    }
}
