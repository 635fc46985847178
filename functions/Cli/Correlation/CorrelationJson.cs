using System.Text.Json;
using Loadgen.Analysis.Correlation;

namespace Loadgen.Cli.Correlation;

/// <summary>What came of joining logs, for other programs.</summary>
internal static class CorrelationJson
{
    /// <summary>Writes one document.</summary>
    public static void Write(CorrelatedLogs logs, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("events", logs.Events);
        writer.WriteNumber("events_of_other_runs", logs.OfOtherRuns);
        writer.WriteNumber("function_logs", logs.Joined.Functions);
        writer.WriteNumber("dispatcher_logs", logs.Joined.Dispatchers);
        writer.WriteNumber("ambiguous_logs", logs.Joined.Ambiguous);
        writer.WriteStartObject("logs_without_call");
        foreach (var (function, count) in logs.Joined.WithoutCall)
            writer.WriteNumber(function, count);
        writer.WriteEndObject();
        writer.WriteStartArray("functions");
        foreach (var function in logs.Result?.Functions ?? [])
            Write(function, writer);
        writer.WriteEndArray();
        writer.WriteStartArray("problems");
        foreach (var (log, line, reason) in logs.Problems)
        {
            writer.WriteStartObject();
            writer.WriteString("log", log);
            WriteNullable(writer, "line", line);
            writer.WriteString("reason", reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes an object of what the logs of a function say.</summary>
    public static void Write(CorrelatedFunction function, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("approach", function.Approach);
        writer.WriteString("function_id", function.Function);
        writer.WriteNumber("calls", function.Calls);
        writer.WriteNumber("with_log", function.WithLog);
        writer.WriteNumber("executed_twice", function.ExecutedTwice);
        writer.WriteNumber("early", function.Early);
        writer.WriteNumber("late", function.Late);
        writer.WriteNumber("cold_starts", function.ColdStarts);
        writer.WriteNumber("negative_queue_delays", function.NegativeQueueDelays);
        WriteNullable(writer, "with_dispatcher_log", function.WithDispatcherLog);
        WriteNullable(writer, "queue_delay_ms_median", function.QueueDelay);
        WriteNullable(writer, "execution_ms_median", function.Execution);
        WriteNullable(writer, "true_end_to_end_ms_median", function.TrueEndToEnd);
        WriteNullable(writer, "overhead_ms_median", function.Overhead);
        WriteNullable(writer, "dispatcher_execution_ms_median", function.DispatcherExecution);
        writer.WriteEndObject();
    }

    private static void WriteNullable(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
