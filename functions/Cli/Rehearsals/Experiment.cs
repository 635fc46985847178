using Loadgen.Cli.Variables;
using Loadgen.Configuration;

namespace Loadgen.Cli.Rehearsals;

/// <summary>One experiment that is rehearsed: its variables, and what they say.</summary>
/// <param name="Variables">What the functions are started with.</param>
/// <param name="Configuration">What the functions will read out of them.</param>
internal sealed record Experiment(VariableSet Variables, LoadgenConfiguration Configuration)
{
    // What belongs to the cloud and need not be there on a laptop.
    private const string Bucket = "rehearsal-logs";
    private const string EventsTopic = "projects/rehearsal/topics/loadgen-events";

    // On a fast clock, the seconds in which cold functions get ready are minutes of the trace; these are more of them than the usual values.
    private const string FastTickAhead = "240";
    private const string FastLead = "90";

    /// <summary>Reads the experiments of env files.</summary>
    /// <param name="envFiles">The files' variables.</param>
    /// <param name="scenarios">In place of what the files say; <see langword="null"/>: what they say.</param>
    /// <param name="isFast">Whether the clock runs faster than the machine's.</param>
    /// <exception cref="UsageException">A configuration has problems, or two files have the same experiment.</exception>
    public static IReadOnlyList<Experiment> Read(IReadOnlyList<VariableSet> envFiles, IReadOnlyList<Scenario>? scenarios, bool isFast)
    {
        var experiments = envFiles
            .SelectMany(file => scenarios is null ? [file] : scenarios.Select(scenario => file.With("SCENARIO", scenario.ToString())))
            .Select(variables => Of(variables, isFast))
            .ToList();
        foreach (var same in experiments.GroupBy(experiment => (experiment.Configuration.ExperimentId, experiment.Configuration.Scenario)))
        {
            if (same.Count() > 1)
            {
                throw new UsageException(
                    $"{string.Join(" and ", same.Select(experiment => experiment.Variables.Origin))} have the same EXPERIMENT_ID and SCENARIO "
                    + $"({same.Key.ExperimentId}, {same.Key.Scenario}); allowed is one file for each.");
            }
        }

        return experiments;
    }

    /// <summary>Reads an experiment. The hour is the tick's to name, so that a configured one does not stand in its way.</summary>
    /// <param name="variables">The variables, which may lack what only the cloud needs.</param>
    /// <param name="isFast">Whether the clock runs faster than the machine's.</param>
    /// <exception cref="UsageException">The configuration has problems.</exception>
    public static Experiment Of(VariableSet variables, bool isFast)
    {
        var completed = variables.WithDefault("LOG_GCS_BUCKET", Bucket).WithDefault("EVENTS_TOPIC", EventsTopic);
        if (isFast)
            completed = completed.WithDefault("TICK_AHEAD_S", FastTickAhead);
        // With a HOLD_MAX_S of its own, the invoker might not hold what comes so early.
        if (isFast && string.IsNullOrWhiteSpace(completed.Text("HOLD_MAX_S")))
            completed = completed.WithDefault("LEAD_S", FastLead);
        var configuration = completed.Read(ConfigurationRole.Local);
        return new(completed.With("TRACE_HOUR_UTC", null), configuration);
    }
}
