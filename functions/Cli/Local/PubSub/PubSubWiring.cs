using System.Globalization;
using System.Text.Json.Nodes;
using Loadgen.Cli.Deployments;
using Loadgen.Messages;

namespace Loadgen.Cli.Local.PubSub;

/// <summary>The topics and subscriptions of the scenarios, wired to their functions as Terraform does it.</summary>
/// <param name="speed">
/// Seconds of the trace in a second of the emulator. Deadlines and backoffs are that much shorter, down to what it accepts.
/// </param>
internal sealed class PubSubWiring(PubSubRest rest, double speed)
{
    private const int ShortestAckDeadline = 10;

    /// <summary>
    /// Wires a scenario, and wakes its invoker: on a fast clock, a cold one would take longer than the planner's own message allows. What
    /// its subscriptions held is gone.
    /// </summary>
    public async Task WireAsync(WiredScenario scenario, CancellationToken cancellationToken)
    {
        var resources = scenario.Resources;
        foreach (var topic in Topics(resources))
            await rest.EnsureTopicAsync(topic, cancellationToken);
        (string Name, JsonObject Settings)[] subscriptions =
        [
            (resources.PlannerSubscription, Push(resources, resources.TicksTopic, scenario.Planner, DeliveryRules.Ticks)),
            (resources.InvokerSubscription, Push(resources, resources.EventsTopic, scenario.Invoker, DeliveryRules.Events)),
            (resources.DeadLettersSubscription, new() { ["topic"] = resources.DeadLettersTopic, ["expirationPolicy"] = new JsonObject() }),
        ];
        foreach (var (name, settings) in subscriptions)
            await rest.PutSubscriptionAsync(name, settings, cancellationToken);
        await rest.PublishAsync(resources.EventsTopic, TopicMessage.WarmUp, cancellationToken);
    }

    /// <summary>Whether a scenario is still wired: whether what <see cref="WireAsync"/> creates last is there.</summary>
    public Task<bool> IsWiredAsync(WiredScenario scenario, CancellationToken cancellationToken) =>
        rest.ExistsAsync(scenario.Resources.DeadLettersSubscription, cancellationToken);

    /// <summary>Removes what <see cref="WireAsync"/> created.</summary>
    public async Task UnwireAsync(WiredScenario scenario, CancellationToken cancellationToken)
    {
        var resources = scenario.Resources;
        string[] subscriptions = [resources.PlannerSubscription, resources.InvokerSubscription, resources.DeadLettersSubscription];
        foreach (var name in subscriptions.Concat(Topics(resources)))
            await rest.DeleteAsync(name, cancellationToken);
    }

    private static string[] Topics(ScenarioResources resources) =>
        [resources.TicksTopic, resources.EventsTopic, resources.DeadLettersTopic];

    private JsonObject Push(ScenarioResources resources, string topic, Uri function, DeliveryRules rules) => new()
    {
        ["topic"] = topic,
        ["pushConfig"] = new JsonObject { ["pushEndpoint"] = DeliveryRules.PushEndpoint(function, topic).AbsoluteUri },
        ["ackDeadlineSeconds"] = Math.Max(ShortestAckDeadline, (int)Math.Ceiling(DeliveryRules.AckDeadline.TotalSeconds / speed)),
        ["retryPolicy"] = new JsonObject
        {
            ["minimumBackoff"] = Seconds(DeliveryRules.MinimumBackoff),
            ["maximumBackoff"] = Seconds(rules.MaximumBackoff),
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

/// <summary>A scenario, and where its functions listen.</summary>
/// <param name="Planner">Where the planner listens.</param>
/// <param name="Invoker">Where the invoker listens.</param>
internal sealed record WiredScenario(ScenarioResources Resources, Uri Planner, Uri Invoker);
