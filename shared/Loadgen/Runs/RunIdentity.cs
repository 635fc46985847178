using System.Globalization;
using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Runs;

/// <summary>What tells a run from all others: every line, message and manifest names it.</summary>
/// <param name="RunId">
/// The publish time of the run's tick, compact, so that a redelivered tick is the same run; with <c>-2</c>, <c>-3</c> and so on behind it
/// where the tick of another run was published in the same second.
/// </param>
public record RunIdentity(string ExperimentId, Scenario Scenario, TraceHour TraceHour, string RunId)
{
    /// <summary>The identity of a planned run.</summary>
    public static RunIdentity Of(Run run) => new(run.ExperimentId, run.Scenario, run.TraceHour, run.RunId);

    /// <summary>For a person: <c>run 20260120T130002Z (experiment e, scenario A, 2026-01-20T13:00:00Z)</c>.</summary>
    public sealed override string ToString() => $"run {RunId} (experiment {ExperimentId}, scenario {Scenario}, {TraceHour})";

    /// <exception cref="JsonFormatException">A member is missing or wrong.</exception>
    internal static RunIdentity Read(JsonElement json) => Read(json, runId: null);

    /// <param name="runId">The run's ID; <see langword="null"/>: as the JSON says.</param>
    /// <exception cref="JsonFormatException">A member is missing or wrong.</exception>
    internal static RunIdentity Read(JsonElement json, string? runId)
    {
        var scenario = ReadScenario(json);
        var hour = ReadHour(json, RunMember.TraceHour);
        runId ??= ReadRunId(json);
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

    /// <exception cref="JsonFormatException">There is no hour of that name.</exception>
    internal static TraceHour ReadHour(JsonElement json, string name)
    {
        var text = json.Text(name);
        return Instant.TryParse(text, out var moment)
            && TraceHour.Containing(moment) is { IsPlannable: true } hour
            && hour.ToString() == text
            ? hour
            : throw JsonFormatException.Wrong(
                name, text, $"is an hour such as 2026-01-20T13:00:00Z, of {TraceHour.PlannableYears}");
    }

    /// <exception cref="JsonFormatException">There is no run ID.</exception>
    internal static string ReadRunId(JsonElement json)
    {
        var text = json.Text(RunMember.RunId);
        return IsRunId(text)
            ? text
            : throw JsonFormatException.Wrong(
                RunMember.RunId, text, "is a moment such as 20260120T130002Z, perhaps with a number from 2 on, such as -2");
    }

    private static bool IsRunId(string text)
    {
        var (moment, number) = text.IndexOf('-', StringComparison.Ordinal) is var dash and > 0
            ? (text[..dash], text[(dash + 1)..])
            : (text, "2");
        return Instant.TryParse(moment, out var published)
            && Instant.ToCompact(published) == moment
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= 2
            && number[0] != '0';
    }
}
