namespace Loadgen.Emulation.PubSub;

/// <summary>What Pub/Sub may do to deliveries and rarely does. The broker's random numbers decide.</summary>
/// <param name="DuplicateProbability">The probability that a delivery is made twice, 0 to 1.</param>
/// <param name="DuplicateWithin">
/// The second delivery comes up to this much later, even if the message was acknowledged meanwhile; zero makes both at once.
/// </param>
/// <param name="DelayUpTo">
/// A new message is first delivered after a random time up to this: messages come late and in another order.
/// </param>
public sealed record DeliveryDisturbance(
    double DuplicateProbability = 0, TimeSpan DuplicateWithin = default, TimeSpan DelayUpTo = default);
