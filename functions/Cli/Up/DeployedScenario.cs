using Loadgen.Cli.Deployments;
using Loadgen.Cli.Rehearsals;
using Loadgen.Configuration;

namespace Loadgen.Cli.Up;

/// <summary>An experiment, and the names of its scenario's resources.</summary>
/// <param name="Configuration">What its functions will read.</param>
/// <param name="Variables">What its functions are started with.</param>
internal sealed record DeployedScenario(
    ScenarioResources Resources, LoadgenConfiguration Configuration, IReadOnlyDictionary<string, string?> Variables)
{
    /// <summary>Deploys an experiment to a project. Its events go to that project's topic: an env file names one in the cloud.</summary>
    public static DeployedScenario Of(string project, Experiment experiment)
    {
        var resources = ScenarioResources.Of(project, experiment.Configuration);
        return new(resources, experiment.Configuration, experiment.Variables.With("EVENTS_TOPIC", resources.EventsTopic).ToDictionary());
    }

    public override string ToString() => $"scenario {Configuration.Scenario}, experiment {Configuration.ExperimentId}";
}

/// <summary>Something that listens.</summary>
/// <param name="Name">Its name in the logs.</param>
/// <param name="Meaning">What it is, for the operator.</param>
internal sealed record LocalAddress(string Name, string Url, string Meaning);
