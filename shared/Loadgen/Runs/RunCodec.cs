using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Runs;

/// <summary>The JSON form of a <see cref="Run"/>, in event messages and in the run's manifest.</summary>
internal static class RunCodec
{
    public static void Write(Utf8JsonWriter writer, Run run)
    {
        writer.WriteStartObject();
        writer.WriteString(RunMember.ExperimentId, run.ExperimentId);
        writer.WriteString(RunMember.Scenario, run.Scenario.ToString());
        writer.WriteString(RunMember.TraceHour, run.TraceHour.ToString());
        writer.WriteString(RunMember.RunId, run.RunId);
        writer.WriteNumber(RunMember.Invocations, run.Invocations);
        writer.WriteBoolean(RunMember.DryRun, run.DryRun);
        writer.WriteString("log_object", run.LogObject);
        writer.WriteEndObject();
    }

    /// <exception cref="JsonFormatException">A member is missing or not what <see cref="Write"/> would have written.</exception>
    public static Run Read(JsonElement json)
    {
        var scenario = json.Text(RunMember.Scenario);
        if (!Enum.TryParse<Scenario>(scenario, out var parsed) || parsed.ToString() != scenario || !Enum.IsDefined(parsed))
            throw new JsonFormatException($"The run's scenario is '{MessageJson.Quote(scenario)}'; allowed are A, B, C.");

        var hourText = json.Text(RunMember.TraceHour);
        if (!Instant.TryParse(hourText, out var moment) || TraceHour.Containing(moment) is var hour && (hour.ToString() != hourText || !hour.IsPlannable))
            throw new JsonFormatException($"The run's trace_hour is '{MessageJson.Quote(hourText)}'; allowed is an hour such as 2026-01-20T13:00:00Z, of {TraceHour.PlannableYears}.");

        var runId = json.Text(RunMember.RunId);
        if (!Instant.TryParse(runId, out var published) || Instant.ToCompact(published) != runId)
            throw new JsonFormatException($"The run's run_id is '{MessageJson.Quote(runId)}'; allowed is a moment such as 20260120T130002Z.");

        var logObject = json.Text("log_object");
        if (LogObjectName.ProblemOf(logObject) is { } problem)
            throw new JsonFormatException($"The run's log_object is '{MessageJson.Quote(logObject)}'; allowed is {problem}.");

        return new(
            json.Text(RunMember.ExperimentId),
            parsed,
            TraceHour.Containing(moment),
            runId,
            json.PositiveInteger(RunMember.Invocations),
            json.Flag(RunMember.DryRun),
            logObject);
    }
}
