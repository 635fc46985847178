namespace Loadgen.Emulation.PubSub;

/// <summary>What a subscription has done so far.</summary>
/// <param name="Outstanding">Messages that are neither acknowledged nor dead-lettered.</param>
/// <param name="InFlight">Deliveries without an answer yet.</param>
/// <param name="Delivered">Deliveries, with redeliveries and duplicates.</param>
/// <param name="Duplicated">Deliveries that were duplicates on demand.</param>
/// <param name="Acknowledged">Messages that were acknowledged.</param>
/// <param name="Refused">Negative answers, refused and broken connections among them.</param>
/// <param name="Expired">Deliveries without an answer by the deadline.</param>
/// <param name="DeadLettered">Messages that went to the dead-letter topic.</param>
public sealed record SubscriptionStatistics(
    int Outstanding, int InFlight, long Delivered, long Duplicated, long Acknowledged, long Refused, long Expired, long DeadLettered);

/// <summary>Something that happened to a message.</summary>
/// <param name="Time">When, by the broker's clock.</param>
/// <param name="Resource">The topic for <see cref="PubSubActivityKind.Published"/>, else the subscription.</param>
/// <param name="Attempt">Which delivery, from 1; 0 when published.</param>
/// <param name="Status">The HTTP status of a push's answer, where there was one.</param>
public sealed record PubSubActivity(
    PubSubActivityKind Kind, DateTimeOffset Time, string Resource, PubSubMessage Message, int Attempt, int? Status = null);

/// <summary>What can happen to a message.</summary>
public enum PubSubActivityKind
{
    /// <summary>A topic took it.</summary>
    Published,

    /// <summary>It is being delivered.</summary>
    Delivering,

    /// <summary>It is being delivered a second time on demand.</summary>
    Duplicating,

    /// <summary>It was acknowledged.</summary>
    Acknowledged,

    /// <summary>It was refused.</summary>
    Refused,

    /// <summary>It was not answered by the deadline.</summary>
    Expired,

    /// <summary>It went to the dead-letter topic.</summary>
    DeadLettered,
}
