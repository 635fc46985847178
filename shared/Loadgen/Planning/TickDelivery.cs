using Loadgen.Messages;

namespace Loadgen.Planning;

/// <summary>One delivery of a tick.</summary>
/// <param name="MessageId">Pub/Sub's ID of the message: the same at every delivery of it.</param>
/// <param name="PublishTime">When it was published: the same at every delivery of it.</param>
public sealed record TickDelivery(Tick Tick, string MessageId, DateTimeOffset PublishTime);
