using System.Text.Json;
using Loadgen.Configuration;
using Loadgen.Serialization;

namespace Loadgen.Runs;

/// <summary>The JSON form of a <see cref="Run"/>, in event messages and in the run's manifest.</summary>
internal static class RunCodec
{
    private const string LogObject = "log_object";

    public static void Write(Utf8JsonWriter writer, Run run)
    {
        writer.WriteStartObject();
        writer.WriteString(RunMember.ExperimentId, run.ExperimentId);
        writer.WriteString(RunMember.Scenario, run.Scenario.ToString());
        writer.WriteString(RunMember.TraceHour, run.TraceHour.ToString());
        writer.WriteString(RunMember.RunId, run.RunId);
        writer.WriteNumber(RunMember.Invocations, run.Invocations);
        writer.WriteBoolean(RunMember.DryRun, run.DryRun);
        writer.WriteString(LogObject, run.LogObject);
        writer.WriteEndObject();
    }

    /// <exception cref="JsonFormatException">A member is missing or not what <see cref="Write"/> would have written.</exception>
    public static Run Read(JsonElement json)
    {
        var identity = RunIdentity.Read(json);
        var logObject = json.Text(LogObject);
        if (LogObjectName.ProblemOf(logObject) is { } problem)
            throw JsonFormatException.Wrong(LogObject, logObject, $"is {problem}");

        return new(
            identity.ExperimentId,
            identity.Scenario,
            identity.TraceHour,
            identity.RunId,
            json.Whole(RunMember.Invocations),
            json.Flag(RunMember.DryRun),
            logObject);
    }
}
