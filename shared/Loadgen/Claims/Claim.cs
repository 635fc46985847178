namespace Loadgen.Claims;

/// <summary>The right to call an event's target. An event has one claim, which is never given twice.</summary>
/// <param name="Token">Which attempt holds it.</param>
/// <param name="StaleAfter">After this its holder cannot be alive any more: see <see cref="Lifetime"/>.</param>
public sealed record Claim(Guid Token, DateTimeOffset StaleAfter)
{
    /// <summary>
    /// How long after it was asked for a claim is believed. Its holder works on a push that began before, and Pub/Sub waits 600 s for the
    /// answer. The rest is for the request that made the claim, which may have been a while on its way.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(630);
}
