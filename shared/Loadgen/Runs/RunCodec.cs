using System.Text.Json;
using Loadgen.Configuration;
using Loadgen.Serialization;

namespace Loadgen.Runs;

/// <summary>The JSON form of a <see cref="Run"/>: in manifests, event messages and the lines that frame a run.</summary>
internal static class RunCodec
{
    private const string LogObject = "log_object";
    private const string LastDue = "last_due_utc";

    /// <summary>Writes which run it is into an object that was begun.</summary>
    public static void WriteIdentity(Utf8JsonWriter writer, RunIdentity run)
    {
        writer.WriteString(RunMember.ExperimentId, run.ExperimentId);
        writer.WriteString(RunMember.Scenario, run.Scenario.ToString());
        writer.WriteString(RunMember.TraceHour, run.TraceHour.ToString());
        writer.WriteString(RunMember.RunId, run.RunId);
    }

    /// <summary>Writes all but the log object.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, Run run)
    {
        WriteIdentity(writer, run);
        writer.WriteNumber(RunMember.Invocations, run.Invocations);
        writer.WriteBoolean(RunMember.DryRun, run.DryRun);
    }

    /// <summary>Writes what only manifests say.</summary>
    public static void WritePlanned(Utf8JsonWriter writer, Run run)
    {
        writer.WriteString(LogObject, run.LogObject);
        if (run.LastDue is { } lastDue)
            writer.WriteInstant(LastDue, lastDue);
    }

    /// <summary>Reads a run with its log object.</summary>
    /// <exception cref="JsonFormatException">A member is missing or not what was written.</exception>
    public static Run Read(JsonElement json) => Read(json, _ => ReadLogObject(json)) with
    {
        LastDue = json.TryGetProperty(LastDue, out _) ? json.Moment(LastDue) : null,
    };

    /// <summary>Reads a run whose log object is named by somebody else.</summary>
    /// <exception cref="JsonFormatException">A member is missing or not what was written.</exception>
    public static Run Read(JsonElement json, Func<RunIdentity, string> logObjectOf)
    {
        var identity = RunIdentity.Read(json);
        return new(
            identity.ExperimentId,
            identity.Scenario,
            identity.TraceHour,
            identity.RunId,
            json.Whole(RunMember.Invocations, least: 0),
            json.Flag(RunMember.DryRun),
            logObjectOf(identity));
    }

    private static string ReadLogObject(JsonElement json)
    {
        var name = json.Text(LogObject);
        return LogObjectName.ProblemOf(name) is { } problem ? throw JsonFormatException.Wrong(LogObject, name, $"is {problem}") : name;
    }
}
