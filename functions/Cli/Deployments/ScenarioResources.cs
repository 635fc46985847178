using System.Text;
using Loadgen.Configuration;

namespace Loadgen.Cli.Deployments;

/// <summary>The names of a scenario's resources on Google Cloud, as <c>terraform/modules/scenario</c> gives them.</summary>
/// <param name="Key">The scenario's key in Terraform's map.</param>
internal sealed record ScenarioResources(string Project, string Key)
{
    private const string Prefix = "loadgen";

    /// <summary>Cloud Scheduler's ticks.</summary>
    public string TicksTopic => Topic("ticks");

    /// <summary>The planner's events: <c>EVENTS_TOPIC</c>.</summary>
    public string EventsTopic => Topic("events");

    /// <summary>What could not be delivered.</summary>
    public string DeadLettersTopic => Topic("dead-letters");

    /// <summary>Pushes ticks to the planner.</summary>
    public string PlannerSubscription => Subscription("planner");

    /// <summary>Pushes events to the invoker.</summary>
    public string InvokerSubscription => Subscription("invoker");

    /// <summary>Keeps dead letters until somebody pulls them.</summary>
    public string DeadLettersSubscription => Subscription("dead-letters");

    /// <summary>The resources of an experiment's scenario. The key is made of both.</summary>
    public static ScenarioResources Of(string project, LoadgenConfiguration configuration)
    {
        var key = new StringBuilder();
        foreach (var letter in $"{configuration.ExperimentId}-{configuration.Scenario}".ToLowerInvariant())
            key.Append(char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ? letter : '-');
        return new(project, key.ToString());
    }

    private string Topic(string part) => $"projects/{Project}/topics/{Prefix}-{Key}-{part}";

    private string Subscription(string part) => $"projects/{Project}/subscriptions/{Prefix}-{Key}-{part}";
}
