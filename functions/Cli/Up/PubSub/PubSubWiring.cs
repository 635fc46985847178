using System.Globalization;
using System.Text.Json.Nodes;
using Loadgen.Cli.Deployments;

namespace Loadgen.Cli.Up.PubSub;

/// <summary>The topics and subscriptions of the scenarios, wired to their functions as Terraform does it.</summary>
/// <param name="rest">The emulator.</param>
/// <param name="speed">
/// How many of the trace's seconds pass in a second of the emulator: its deadlines and backoffs are shortened by as much, down to what it takes.
/// </param>
internal sealed class PubSubWiring(PubSubRest rest, double speed)
{
    private const int ShortestAckDeadline = 10;

    /// <summary>Wires a scenario. What its subscriptions held is gone.</summary>
    public async Task WireAsync(WiredScenario scenario, CancellationToken cancellationToken)
    {
        var resources = scenario.Resources;
        foreach (var topic in Topics(resources))
            await rest.EnsureTopicAsync(topic, cancellationToken);
        await rest.PutSubscriptionAsync(resources.PlannerSubscription, Push(resources, resources.TicksTopic, scenario.Planner), cancellationToken);
        await rest.PutSubscriptionAsync(resources.InvokerSubscription, Push(resources, resources.EventsTopic, scenario.Invoker), cancellationToken);
        await rest.PutSubscriptionAsync(
            resources.DeadLettersSubscription, new JsonObject { ["topic"] = resources.DeadLettersTopic, ["expirationPolicy"] = new JsonObject() }, cancellationToken);
    }

    /// <summary>Whether a scenario is still wired: what <see cref="WireAsync"/> makes last is there.</summary>
    public Task<bool> IsWiredAsync(WiredScenario scenario, CancellationToken cancellationToken) =>
        rest.ExistsAsync(scenario.Resources.DeadLettersSubscription, cancellationToken);

    /// <summary>Removes what <see cref="WireAsync"/> made.</summary>
    public async Task UnwireAsync(WiredScenario scenario, CancellationToken cancellationToken)
    {
        var resources = scenario.Resources;
        string[] subscriptions = [resources.PlannerSubscription, resources.InvokerSubscription, resources.DeadLettersSubscription];
        foreach (var name in subscriptions.Concat(Topics(resources)))
            await rest.DeleteAsync(name, cancellationToken);
    }

    private static string[] Topics(ScenarioResources resources) => [resources.TicksTopic, resources.EventsTopic, resources.DeadLettersTopic];

    private JsonObject Push(ScenarioResources resources, string topic, Uri function) => new()
    {
        ["topic"] = topic,
        // With the topic as its path, the Functions Framework makes a CloudEvent with the right source of the push.
        ["pushConfig"] = new JsonObject { ["pushEndpoint"] = new Uri(function, topic).AbsoluteUri },
        ["ackDeadlineSeconds"] = Math.Max(ShortestAckDeadline, (int)Math.Ceiling(DeliveryRules.AckDeadline.TotalSeconds / speed)),
        ["retryPolicy"] = new JsonObject
        {
            ["minimumBackoff"] = Seconds(DeliveryRules.MinimumBackoff),
            ["maximumBackoff"] = Seconds(DeliveryRules.MaximumBackoff),
        },
        ["deadLetterPolicy"] = new JsonObject
        {
            ["deadLetterTopic"] = resources.DeadLettersTopic,
            ["maxDeliveryAttempts"] = DeliveryRules.MostAttempts,
        },
        ["expirationPolicy"] = new JsonObject(),
    };

    private string Seconds(TimeSpan ofTrace) => string.Create(CultureInfo.InvariantCulture, $"{ofTrace.TotalSeconds / speed:0.###}s");
}

/// <summary>A scenario and where its functions listen.</summary>
/// <param name="Resources">Its names.</param>
/// <param name="Planner">The planner's address.</param>
/// <param name="Invoker">The invoker's address.</param>
internal sealed record WiredScenario(ScenarioResources Resources, Uri Planner, Uri Invoker);
