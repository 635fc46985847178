namespace Loadgen.Cli.Deployments;

/// <summary>How a push subscription delivers; the same numbers as in <c>terraform/modules/scenario</c>.</summary>
/// <param name="MaximumBackoff">The longest time between two deliveries.</param>
internal sealed record DeliveryRules(TimeSpan MaximumBackoff)
{
    /// <summary>How long a push may be worked on: the longest that Pub/Sub allows.</summary>
    public static readonly TimeSpan AckDeadline = TimeSpan.FromSeconds(600);

    /// <summary>How long after a nack the first redelivery comes; each further one takes twice as long.</summary>
    public static readonly TimeSpan MinimumBackoff = TimeSpan.FromSeconds(1);

    /// <summary>Deliveries before a message is a dead letter: the most that Pub/Sub allows, since each nack counts as one.</summary>
    public const int MostAttempts = 100;

    /// <summary>Ticks, and their continuations: events wait for the planner.</summary>
    public static DeliveryRules Ticks { get; } = new(TimeSpan.FromSeconds(8));

    /// <summary>Events: one that is claimed comes back until its claim is stale.</summary>
    public static DeliveryRules Events { get; } = new(TimeSpan.FromSeconds(60));

    /// <summary>Where a topic's messages are pushed to. The topic is the path: the Functions Framework takes the source from it.</summary>
    public static Uri PushEndpoint(Uri function, string topic) => new(function, topic);
}
