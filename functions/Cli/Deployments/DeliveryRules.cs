namespace Loadgen.Cli.Deployments;

/// <summary>How the push subscriptions deliver; the same numbers as in <c>terraform/modules/scenario</c>.</summary>
internal static class DeliveryRules
{
    /// <summary>How long a push may be worked on: the longest that Pub/Sub allows.</summary>
    public static readonly TimeSpan AckDeadline = TimeSpan.FromSeconds(600);

    /// <summary>How long after a nack the first redelivery comes.</summary>
    public static readonly TimeSpan MinimumBackoff = TimeSpan.FromSeconds(10);

    /// <summary>The longest time between two deliveries.</summary>
    public static readonly TimeSpan MaximumBackoff = TimeSpan.FromSeconds(60);

    /// <summary>Deliveries before a message is a dead letter: the most that Pub/Sub allows, since each nack counts as one.</summary>
    public const int MostAttempts = 100;

    /// <summary>Where a topic's messages are pushed to. The topic is the path: the Functions Framework takes the source from it.</summary>
    public static Uri PushEndpoint(Uri function, string topic) => new(function, topic);
}
