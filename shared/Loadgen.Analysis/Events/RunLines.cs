using System.Text;
using System.Text.Json;
using Loadgen.Records;
using Loadgen.Serialization;

namespace Loadgen.Analysis.Events;

/// <summary>What the lines say that frame runs, as rows of a table that <c>runs</c> is made of.</summary>
internal static class RunLines
{
    /// <summary>The table.</summary>
    public const string Definition = "CREATE OR REPLACE TEMP TABLE run_lines AS FROM runs LIMIT 0;";

    private const string Structure = """
        [{"experiment_id": "VARCHAR", "scenario": "VARCHAR", "trace_hour_utc": "TIMESTAMP", "run_id": "VARCHAR", "planned": "INTEGER",
        "dry_run": "BOOLEAN", "is_complete": "BOOLEAN", "is_original": "BOOLEAN", "started_utc": "TIMESTAMP", "workload_name": "VARCHAR",
        "workload_sha256": "VARCHAR", "jitter_s": "DOUBLE", "timeout_s": "DOUBLE", "hold_max_s": "DOUBLE", "max_lateness_s": "DOUBLE",
        "loadgen_version": "VARCHAR", "clock": "VARCHAR", "clock_speed": "DOUBLE", "log": "VARCHAR"}]
        """;

    /// <summary>Adds those of logs.</summary>
    public static void AddTo(EventDatabase database, IEnumerable<LogScan> scans) => database.Execute(
        $"INSERT INTO run_lines BY NAME SELECT unnest(from_json($1, '{Structure}'), recursive := true)",
        Encoding.UTF8.GetString(Json.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var scan in scans)
            {
                foreach (var line in scan.RunLines)
                    Write(writer, line, scan.File.Name);
            }

            writer.WriteEndArray();
        }).Span));

    private static void Write(Utf8JsonWriter writer, RunEntry line, string log)
    {
        var start = line as StartEntry;
        writer.WriteStartObject();
        writer.WriteString("experiment_id", line.Run.ExperimentId);
        writer.WriteString("scenario", line.Run.Scenario.ToString());
        writer.WriteString("trace_hour_utc", line.Run.TraceHour.ToString());
        writer.WriteString("run_id", line.Run.RunId);
        writer.WriteNumber("planned", start?.Invocations ?? ((CompleteEntry)line).Invocations);
        if (start is not null)
            writer.WriteBoolean("dry_run", start.DryRun);
        writer.WriteBoolean("is_complete", start is null);
        writer.WriteBoolean("is_original", line.IsOriginal);
        writer.WriteInstant("started_utc", line.WrittenAt);
        if (start?.Settings is { } settings)
            Write(writer, settings);
        if (line.Clock is { } clock)
        {
            writer.WriteString("clock", clock.Name);
            writer.WriteNumber("clock_speed", clock.Speed);
        }

        writer.WriteString("log", log);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, StartSettings settings)
    {
        writer.WriteString("workload_name", settings.Workload?.Name);
        writer.WriteString("workload_sha256", settings.Workload?.Hash);
        writer.WriteNumber("jitter_s", settings.JitterSeconds);
        writer.WriteNumber("timeout_s", settings.Timeout.TotalSeconds);
        if (settings.HoldMax is { } holdMax)
            writer.WriteNumber("hold_max_s", holdMax.TotalSeconds);
        writer.WriteNumber("max_lateness_s", settings.MaxLateness.TotalSeconds);
        writer.WriteString("loadgen_version", settings.Version);
    }
}
