using Loadgen.Cli.Deployments;
using Loadgen.Cli.Local.Experiments;
using Loadgen.Configuration;

namespace Loadgen.Cli.Local;

/// <summary>An experiment, and the names of its scenario's resources.</summary>
/// <param name="Variables">What its functions are started with.</param>
internal sealed record DeployedScenario(
    ScenarioResources Resources, Experiment Experiment, IReadOnlyDictionary<string, string?> Variables)
{
    /// <summary>What its functions will read.</summary>
    public LoadgenConfiguration Configuration => Experiment.Configuration;

    /// <summary>What it is called here: <c>A</c>, or its key where another experiment has that scenario too.</summary>
    public string Label { get; private init; } = "";

    /// <summary>The same scenarios, each with its label.</summary>
    public static IReadOnlyList<DeployedScenario> Labelled(IReadOnlyList<DeployedScenario> scenarios) =>
    [
        .. scenarios.Select(scenario => scenario with
        {
            Label = scenarios.Count(other => other.Configuration.Scenario == scenario.Configuration.Scenario) == 1
                ? scenario.Configuration.Scenario.ToString()
                : scenario.Resources.Key,
        }),
    ];

    /// <summary>Deploys an experiment to a project. Its events go to that project's topic: an env file names one in the cloud.</summary>
    public static DeployedScenario Of(string project, Experiment experiment)
    {
        var resources = ScenarioResources.Of(project, experiment.Configuration);
        return new(resources, experiment, experiment.Variables.With("EVENTS_TOPIC", resources.EventsTopic).ToDictionary());
    }

    /// <exception cref="UsageException">Two scenarios would share their resources.</exception>
    public static void RequireDistinct(IReadOnlyList<DeployedScenario> scenarios)
    {
        foreach (var same in scenarios.GroupBy(scenario => scenario.Resources.Key).Where(group => group.Count() > 1))
        {
            var names = string.Join(" and ", same.Select(scenario => $"'{scenario.Configuration.ExperimentId}'"));
            throw new UsageException(
                $"the experiments {names} would share the topics of '{same.Key}'; allowed are names that differ in letters and digits.");
        }
    }

    public override string ToString() => $"scenario {Configuration.Scenario}, experiment {Configuration.ExperimentId}";
}

/// <summary>Something that listens.</summary>
/// <param name="Name">Its name in the logs.</param>
/// <param name="Meaning">What it is, for the operator.</param>
internal sealed record LocalAddress(string Name, string Url, string Meaning);
