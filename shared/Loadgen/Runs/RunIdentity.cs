using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Runs;

/// <summary>What tells a run from all others: every line, message and manifest names it.</summary>
/// <param name="RunId">The publish time of the run's tick, compact.</param>
public sealed record RunIdentity(string ExperimentId, Scenario Scenario, TraceHour TraceHour, string RunId)
{
    /// <summary>The identity of a planned run.</summary>
    public static RunIdentity Of(Run run) => new(run.ExperimentId, run.Scenario, run.TraceHour, run.RunId);

    /// <summary>For a person: <c>run 20260120T130002Z (experiment e, scenario A, 2026-01-20T13:00:00Z)</c>.</summary>
    public override string ToString() => $"run {RunId} (experiment {ExperimentId}, scenario {Scenario}, {TraceHour})";

    /// <exception cref="JsonFormatException">A member is missing or wrong.</exception>
    internal static RunIdentity Read(JsonElement json)
    {
        var scenario = ReadScenario(json);
        var hour = ReadHour(json);
        var runId = ReadRunId(json);
        return new(ReadExperiment(json), scenario, hour, runId);
    }

    private static string ReadExperiment(JsonElement json)
    {
        var text = json.Text(RunMember.ExperimentId);
        return TextRules.ExperimentId.TryParse(text, out _)
            ? text
            : throw JsonFormatException.Wrong(RunMember.ExperimentId, text, $"are {TextRules.ExperimentId.Allowed}");
    }

    private static Scenario ReadScenario(JsonElement json)
    {
        var text = json.Text(RunMember.Scenario);
        return ScenarioName.Find(text) ?? throw JsonFormatException.Wrong(RunMember.Scenario, text, "are A, B, C");
    }

    private static TraceHour ReadHour(JsonElement json)
    {
        var text = json.Text(RunMember.TraceHour);
        return Instant.TryParse(text, out var moment)
            && TraceHour.Containing(moment) is { IsPlannable: true } hour
            && hour.ToString() == text
            ? hour
            : throw JsonFormatException.Wrong(
                RunMember.TraceHour, text, $"is an hour such as 2026-01-20T13:00:00Z, of {TraceHour.PlannableYears}");
    }

    private static string ReadRunId(JsonElement json)
    {
        var text = json.Text(RunMember.RunId);
        return Instant.TryParse(text, out var published) && Instant.ToCompact(published) == text
            ? text
            : throw JsonFormatException.Wrong(RunMember.RunId, text, "is a moment such as 20260120T130002Z");
    }
}
