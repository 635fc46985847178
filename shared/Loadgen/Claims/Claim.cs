using Loadgen.Logs.Shards;

namespace Loadgen.Claims;

/// <summary>
/// The right to call an event's target, and to write its line. An event has one claim. It is given once, to the one who may call; after
/// <see cref="StaleAfter"/> somebody else may take it over, who only says that nothing is known.
/// </summary>
/// <param name="Token">Which attempt holds it.</param>
/// <param name="StaleAfter">After this nothing comes from its holder any more: see <see cref="Lifetime"/>.</param>
/// <param name="Generation">Of its object.</param>
/// <param name="Shard">
/// Where the line will be; <see langword="null"/>: in the log, as in small runs and in claims of version 0.9.
/// </param>
public sealed record Claim(Guid Token, DateTimeOffset StaleAfter, long Generation, ShardPlace? Shard)
{
    /// <summary>
    /// How long after it was asked for a claim is believed. Its holder works on a push that began before, and Pub/Sub waits 600 s for the
    /// answer. The rest is for requests that were a while on their way: the one that made the claim, and the last one that writes a line.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(630);

    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(30);

    /// <summary>Until when its holder may begin to write the line. A line that is older needs a claim that was renewed.</summary>
    public DateTimeOffset HeldUntil => StaleAfter - RequestTime;
}
