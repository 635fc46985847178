using Loadgen.Cli.Variables;
using Loadgen.Configuration;
using Loadgen.Workloads;

namespace Loadgen.Cli.Local.Experiments;

/// <summary>One experiment that is rehearsed.</summary>
/// <param name="Variables">What its functions are started with.</param>
/// <param name="Configuration">What its functions will read out of them.</param>
/// <param name="Given">What its planner will read.</param>
internal sealed record Experiment(VariableSet Variables, LoadgenConfiguration Configuration, GivenWorkload Given)
{
    // What belongs to the cloud, and need not be there on a laptop.
    private const string Bucket = "rehearsal-logs";
    private const string EventsTopic = "projects/rehearsal/topics/loadgen-events";

    /// <summary>What its planner will read, if nobody changes it meanwhile.</summary>
    public Workload Workload => Given.Workload;

    /// <summary>What of the configuration may not be as it was meant, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => Variables.Warnings(Configuration, Workload);

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
    /// <param name="workload">In place of the one that the variables name.</param>
    /// <param name="workloads">Read its workload, and are told what is wrong with that and its routes.</param>
    /// <returns><see langword="null"/> where something is wrong with the workload.</returns>
    /// <exception cref="UsageException">The configuration has problems.</exception>
    public static async Task<Experiment?> FindAsync(
        VariableSet variables, WorkloadName? workload, WorkloadInputs workloads, CancellationToken cancellationToken)
    {
        var named = workload is null ? variables : variables.With(WorkloadName.Variable, workload.Uri);
        var configuration = Complete(named).Read(ConfigurationRole.Local);
        var name = workload ?? WorkloadName.Of(configuration, variables);
        if (await workloads.FindAsync(name, configuration.Planner!.Parameters, cancellationToken) is not { } given)
            return null;

        workloads.Report(RouteCheck.Of(configuration, given.Workload)
            .Select(problem => $"{variables.PlaceOf(problem.Variable)}: {problem}"));
        return Of(variables, given);
    }

    /// <summary>The experiment of variables that are right, with a workload that is read.</summary>
    public static Experiment Of(VariableSet variables, GivenWorkload given)
    {
        var completed = Complete(variables);
        if (given.Name is { } name)
            completed = completed.With(WorkloadName.Variable, name.Uri);
        return new(completed.With("TRACE_HOUR_UTC", null), completed.Read(ConfigurationRole.Local), given);
    }

    /// <summary>The same experiment, whose planner reads its workload elsewhere.</summary>
    public Experiment ReadFrom(string uri) => this with
    {
        Variables = Variables.With(WorkloadName.Variable, uri),
        Configuration = Configuration with { Planner = Configuration.Planner! with { WorkloadUri = uri } },
    };

    private static VariableSet Complete(VariableSet variables) =>
        variables.WithDefault("LOG_GCS_BUCKET", Bucket).WithDefault("EVENTS_TOPIC", EventsTopic);
}
