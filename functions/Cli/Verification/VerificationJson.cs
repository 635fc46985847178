using System.Text.Json;
using Loadgen.Analysis.Requirements;
using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Serialization;

namespace Loadgen.Cli.Verification;

/// <summary>What was found in logs, for other programs.</summary>
internal static class VerificationJson
{
    /// <summary>Writes one document about all logs.</summary>
    public static void Write(Verdict verdict, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("passed", verdict.ExitCode is ExitCode.Success);
        writer.WriteNumber("running", verdict.Runs.Count(run => run.IsRunning));
        WriteLogs(verdict.Logs, writer);
        writer.WriteStartArray("requirements");
        foreach (var result in verdict.Requirements)
            WriteRequirement(result, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the member <c>logs</c>.</summary>
    public static void WriteLogs(IReadOnlyList<VerifiedLog> logs, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("logs");
        foreach (var log in logs)
        {
            writer.WriteStartObject();
            writer.WriteString("log", log.Name);
            writer.WriteBoolean("passed", log.Report.Passed);
            writer.WriteStartArray("runs");
            foreach (var run in log.Report.Runs)
                WriteRun(run, writer);
            writer.WriteEndArray();
            writer.WriteStartArray("findings");
            foreach (var finding in log.Report.Findings)
                WriteFinding(finding, writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRun(RunSummary summary, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("experiment_id", summary.Run.ExperimentId);
        writer.WriteString("scenario", summary.Run.Scenario.ToString());
        writer.WriteString("trace_hour", summary.Run.TraceHour.ToString());
        writer.WriteString("run_id", summary.Run.RunId);
        writer.WriteClock(summary.Clock);
        writer.WriteBoolean("passed", summary.Passed && !summary.IsRunning);
        writer.WriteNumber("running", summary.Running);
        writer.WriteInstant("runs_until_utc", summary.RunsUntil);
        writer.WriteNumber("planned", summary.Planned);
        writer.WriteNumber("logged", summary.Logged);
        writer.WriteStartObject("outcomes");
        foreach (var (outcome, count) in summary.Outcomes)
            writer.WriteNumber(outcome.ToName(), count);
        writer.WriteEndObject();
        writer.WriteMilliseconds("start_lag_median_ms", summary.MedianLag);
        writer.WriteMilliseconds("start_lag_max_ms", summary.GreatestLag);
        writer.WriteEndObject();
    }

    private static void WriteRequirement(RequirementResult result, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("requirement", result.Requirement.Text);
        writer.WriteBoolean("passed", result.Passed);
        writer.WriteNullableNumber("found", result.Found);
        writer.WriteString("unit", result.Requirement.Unit);
        writer.WriteString("details", result.Details);
        writer.WriteEndObject();
    }

    private static void WriteFinding(Finding finding, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Kind.ToString()));
        writer.WriteString("severity", JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Severity.ToString()));
        writer.WriteString("shard", finding.Shard);
        writer.WriteNullableNumber("line", finding.LineNumber);
        writer.WriteString("event_id", finding.EventId);
        writer.WriteString("run_id", finding.Run?.RunId);
        writer.WriteString("message", finding.Message);
        writer.WriteEndObject();
    }
}
