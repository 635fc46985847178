namespace Loadgen.Cli.Deployments;

/// <summary>How the push subscriptions deliver; the same numbers as in <c>terraform/modules/scenario</c>.</summary>
internal static class DeliveryRules
{
    /// <summary>How long a push may be worked on: the longest that Pub/Sub allows.</summary>
    public static readonly TimeSpan AckDeadline = TimeSpan.FromSeconds(600);

    /// <summary>The first redelivery comes this long after a message was nacked.</summary>
    public static readonly TimeSpan MinimumBackoff = TimeSpan.FromSeconds(10);

    /// <summary>And no redelivery later than this.</summary>
    public static readonly TimeSpan MaximumBackoff = TimeSpan.FromSeconds(60);

    /// <summary>Deliveries before a message is given up: the most that Pub/Sub allows, since a message that is nacked counts as one.</summary>
    public const int MostAttempts = 100;
}
