using System.Text.Json;
using Loadgen.Cli.Verification;

namespace Loadgen.Cli.Local.Views;

/// <summary>What came of a rehearsal, for other programs.</summary>
internal static class ResultJson
{
    /// <summary>Writes the one document.</summary>
    /// <param name="report">Where its page lies; <see langword="null"/> where there is none.</param>
    public static void Write(RehearsalResult result, string? report, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("passed", result.ExitCode is ExitCode.Success);
        writer.WriteBoolean("interrupted", result.IsInterrupted);
        writer.WriteString("trace_hour", result.Hour.ToString());
        writer.WriteString("clock", result.Clock.Name);
        writer.WriteNumber("clock_speed", result.Clock.Speed);
        writer.WriteString("folder", result.Folder);
        writer.WriteString("report", report);
        writer.WriteStartArray("runs");
        foreach (var run in result.Runs)
            WriteRun(run, writer);
        writer.WriteEndArray();
        VerificationJson.WriteLogs([.. result.Runs.Select(run => run.Verified)], writer);
        writer.WriteEndObject();
    }

    private static void WriteRun(RunResult result, Utf8JsonWriter writer)
    {
        var run = result.Plan.Run;
        writer.WriteStartObject();
        writer.WriteString("experiment_id", run.ExperimentId);
        writer.WriteString("scenario", run.Scenario.ToString());
        writer.WriteString("run_id", run.RunId);
        writer.WriteBoolean("complete", result.IsComplete);
        writer.WriteString("log", result.Log);
        writer.WriteNumber("planned", result.Plan.Events.Count);
        writer.WriteStartArray("lines");
        foreach (var line in result.Lines)
            writer.WriteRawValue(line.Span);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
