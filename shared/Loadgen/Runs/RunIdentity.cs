using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Runs;

/// <summary>Which run a line says it belongs to.</summary>
/// <param name="ExperimentId">The experiment.</param>
/// <param name="Scenario">The scenario.</param>
/// <param name="TraceHour">The hour that is replayed.</param>
/// <param name="RunId">The publish time of the run's tick, compact.</param>
public sealed record RunIdentity(string ExperimentId, Scenario Scenario, TraceHour TraceHour, string RunId)
{
    /// <summary>The identity of a planned run.</summary>
    public static RunIdentity Of(Run run) => new(run.ExperimentId, run.Scenario, run.TraceHour, run.RunId);

    /// <summary>For a person: <c>run 20260120T130002Z (experiment e, scenario A, 2026-01-20T13:00:00Z)</c>.</summary>
    public override string ToString() => $"run {RunId} (experiment {ExperimentId}, scenario {Scenario}, {TraceHour})";
}
