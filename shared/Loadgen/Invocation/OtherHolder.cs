using Loadgen.Calls;
using Loadgen.Claims;
using Loadgen.Logs;
using Loadgen.Logs.Shards;
using Loadgen.Messages;
using Microsoft.Extensions.Logging;

namespace Loadgen.Invocation;

/// <summary>What becomes of an event whose claim another delivery has.</summary>
/// <param name="newToken">A token for each attempt to take a claim over.</param>
internal sealed class OtherHolder(ClaimStore claims, TimeProvider time, Func<Guid> newToken, ILogger logger)
{
    /// <summary>Why a message goes back.</summary>
    public const string HasIt = "claimed by another delivery";

    /// <summary>Leaves the event to its holder unless the claim is stale.</summary>
    /// <param name="asked">
    /// When the claim was asked for. One that was stale then is nobody's; one that has become stale while the log was waited for may have
    /// been given back, and taken anew by somebody who lives.
    /// </param>
    public async Task<Disposition> LeaveToHolderAsync(EventDelivery delivery, Claim held, DateTimeOffset asked)
    {
        if (await delivery.Log.ContainsAsync(delivery.Key, held.Shard, delivery.Stop))
            return Disposition.Acknowledge;
        if (asked <= held.StaleAfter)
            return Disposition.Nack(HasIt);

        LineRight? right = null;
        if (delivery.Log.NextShard is { } shard && (right = await TakeOverAsync(delivery, held, shard)) is null)
            return Disposition.Nack(HasIt);

        logger.HolderLost(delivery.Event.EventId);
        var record = delivery.Request.Unsent(Outcome.Unknown, time.GetUtcNow());
        using var span = delivery.Spans.Store(record);
        if (await delivery.Log.AppendAsync(record.ToLine(), right, delivery.Stop))
        {
            delivery.Spans.Ended(record.Outcome);
            return Disposition.Acknowledge;
        }

        span.Fail(EventSpans.Overtaken);
        return Disposition.Nack(HasIt);
    }

    /// <summary>
    /// Where the log does not decide whose line it is, the claim does: it is taken over as it was when its line was looked for.
    /// </summary>
    private async Task<LineRight?> TakeOverAsync(EventDelivery delivery, Claim stale, ShardPlace shard)
    {
        var claimant = newToken();
        var claim = await claims.TakeOverAsync(delivery.Run, delivery.Event, stale, claimant, shard, delivery.Stop);
        return claim?.Token == claimant ? claims.RightOf(delivery.Run, delivery.Event, claim) : null;
    }
}
