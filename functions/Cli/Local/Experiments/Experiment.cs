using Loadgen.Cli.Variables;
using Loadgen.Configuration;
using Loadgen.Workloads;

namespace Loadgen.Cli.Local.Experiments;

/// <summary>One experiment that is rehearsed.</summary>
/// <param name="Variables">What its functions are started with.</param>
/// <param name="Configuration">What its functions will read out of them.</param>
internal sealed record Experiment(VariableSet Variables, LoadgenConfiguration Configuration)
{
    // What belongs to the cloud, and need not be there on a laptop.
    private const string Bucket = "rehearsal-logs";
    private const string EventsTopic = "projects/rehearsal/topics/loadgen-events";

    /// <summary>What of the configuration may not be as it was meant, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => Variables.Warnings(Configuration, BuiltInWorkload.Of(Configuration.Workload));

    /// <exception cref="UsageException">Two of them are the same experiment and scenario.</exception>
    public static void RequireDistinct(IReadOnlyList<Experiment> experiments)
    {
        foreach (var same in experiments.GroupBy(experiment => (experiment.Configuration.ExperimentId, experiment.Configuration.Scenario)))
        {
            if (same.Count() > 1)
            {
                var files = string.Join(" and ", same.Select(experiment => experiment.Variables.Origin));
                throw new UsageException($"{files} have the same EXPERIMENT_ID and SCENARIO "
                    + $"({same.Key.ExperimentId}, {same.Key.Scenario}); allowed is one file for each.");
            }
        }
    }

    /// <summary>Reads an experiment. The tick names its hour: a configured one must not stand in its way.</summary>
    /// <param name="variables">The variables, which may lack what only the cloud needs.</param>
    /// <exception cref="UsageException">The configuration has problems.</exception>
    public static Experiment Of(VariableSet variables)
    {
        var completed = variables.WithDefault("LOG_GCS_BUCKET", Bucket).WithDefault("EVENTS_TOPIC", EventsTopic);
        var configuration = completed.Read(ConfigurationRole.Local);
        return new(completed.With("TRACE_HOUR_UTC", null), configuration);
    }
}
