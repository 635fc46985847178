using Loadgen.Calls;
using Loadgen.Claims;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Logs;
using Loadgen.Messages;
using Loadgen.Records;
using Loadgen.Telemetry;
using Microsoft.Extensions.Logging;

namespace Loadgen.Invocation;

/// <summary>
/// Makes an event's one call: holds the message until it is due, claims the event, calls, stores the line.
/// </summary>
/// <param name="configuration">The experiment, read for an invoker.</param>
/// <param name="due">Waits for the exact moment.</param>
/// <param name="newToken">A token for each attempt to claim.</param>
public sealed class EventInvoker(
    LoadgenConfiguration configuration,
    KnownRuns runs,
    ClaimStore claims,
    RunLogs logs,
    IEventCaller caller,
    CallGrace grace,
    IDueWaiter due,
    TimeProvider time,
    Func<Guid> newToken,
    Spans spans,
    Metrics metrics,
    ILogger<EventInvoker> logger)
{
    /// <summary>
    /// How long before its due time an event is claimed: enough for a slow answer of the store, and little to lose an instance in.
    /// </summary>
    private static readonly TimeSpan ClaimAhead = TimeSpan.FromSeconds(2);

    /// <summary>Pub/Sub waits 600 s for the answer to a push.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(590);

    /// <summary>What of that is kept for storing a result: <c>HOLD_MAX_S</c> and <c>TIMEOUT_S</c> have the rest.</summary>
    private static readonly TimeSpan StoreMargin = TimeSpan.FromSeconds(20);

    private readonly InvokerSettings _settings =
        configuration.Invoker ?? throw new ArgumentException("The configuration was not read for an invoker.", nameof(configuration));

    private readonly OtherHolder _other = new(claims, time, newToken, logger);

    /// <summary>Works on one delivery of an event's message.</summary>
    /// <param name="stop">
    /// The instance is stopping, or Pub/Sub does not wait any more: what is held goes back. What is in flight ends with the calls' grace.
    /// </param>
    /// <returns>Acknowledged only where the event's line is stored.</returns>
    public async Task<Disposition> HandleAsync(EventMessage message, CancellationToken stop)
    {
        using var traced = new EventSpans(spans, metrics, message);
        try
        {
            return traced.Answer(await HandleAsync(message, traced, stop));
        }
        catch (Exception e)
        {
            traced.Fail(e);
            throw;
        }
    }

    private async Task<Disposition> HandleAsync(EventMessage message, EventSpans traced, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var wait = message.Event.ScheduledTime - now;
        if (wait > configuration.HoldMax)
            return Disposition.Nack($"due in {wait.TotalSeconds:F0} s, which is longer than HOLD_MAX_S");

        using var answerBy = new CancellationTokenSource(AnswerWithin, time);
        using var holdUntil = CancellationTokenSource.CreateLinkedTokenSource(stop, answerBy.Token);
        try
        {
            var known = message with { Run = await runs.FindAsync(message.Run, holdUntil.Token) };
            var request = EventRequest.Of(configuration, known, new(_settings.Region, ClockKind.Of(time)));
            return await HandleAsync(
                new(known, logs.Of(known.Run), request, traced, now + AnswerWithin - StoreMargin, holdUntil.Token, answerBy.Token));
        }
        catch (OperationCanceledException) when (answerBy.IsCancellationRequested)
        {
            return Disposition.Nack("the store did not answer in time; what was measured is kept in memory");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Disposition.Nack("the instance is stopping, or Pub/Sub hung up");
        }
    }

    private async Task<Disposition> HandleAsync(EventDelivery delivery)
    {
        // An earlier delivery to this instance may have measured a result that the store would not take.
        if (delivery.Log.HasLeftOver(delivery.Key) && await TryStoreLeftOverAsync(delivery))
            return Disposition.Acknowledge;

        await PrepareAsync(delivery);
        await time.DelayUntilAsync(delivery.Event.ScheduledTime - ClaimAhead, delivery.Stop);
        return await ClaimAsync(delivery);
    }

    private static async Task<bool> TryStoreLeftOverAsync(EventDelivery delivery)
    {
        using var span = delivery.Spans.StoreLeftOver();
        return await delivery.Log.TryStoreLeftOverAsync(delivery.Key, delivery.AnswerBy) is true;
    }

    /// <summary>Gets ready to call while there is time. What is not ready by then is left to the call.</summary>
    private async Task PrepareAsync(EventDelivery delivery)
    {
        if (delivery.Request.Target is not { } target)
            return;

        var left = delivery.Event.ScheduledTime - ClaimAhead - time.GetUtcNow();
        using var enough = new CancellationTokenSource(left > ClaimAhead ? left : ClaimAhead, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(delivery.Stop, enough.Token);
        try
        {
            await caller.PrepareAsync(target, either.Token);
        }
        catch (OperationCanceledException) when (!delivery.Stop.IsCancellationRequested)
        {
            logger.NotPrepared(delivery.Event.EventId);
        }
    }

    private async Task<Disposition> ClaimAsync(EventDelivery delivery)
    {
        var claimant = newToken();
        var asked = time.GetUtcNow();
        Claim held;
        try
        {
            held = await TakeAsync(delivery, claimant);
            if (held.Token == claimant)
            {
                if (IsTooLateToCall(delivery))
                    return await GiveBackAsync(delivery, claimant);
                if (delivery.Request.Target is { } target)
                    delivery.Spans.PrepareCall(target.Url);
                await due.UntilAsync(delivery.Event.ScheduledTime, delivery.Stop);
            }
        }
        catch (OperationCanceledException)
        {
            return await GiveBackAsync(delivery, claimant);
        }

        return held.Token == claimant
            ? await StoreAsync(delivery, await CallAsync(delivery), held)
            : await _other.LeaveToHolderAsync(delivery, held, asked);
    }

    private async Task<Claim> TakeAsync(EventDelivery delivery, Guid claimant)
    {
        using var span = delivery.Spans.Claim();
        return await claims.TakeAsync(delivery.Run, delivery.Event, claimant, delivery.Log.NextShard, delivery.Stop);
    }

    /// <summary>Stores a result. One that cannot be stored is at least told.</summary>
    private async Task<Disposition> StoreAsync(EventDelivery delivery, InvocationRecord record, Claim held)
    {
        using var span = delivery.Spans.Store(record);
        var line = record.ToLine();
        try
        {
            if (await delivery.Log.AppendAsync(line, claims.RightOf(delivery.Run, delivery.Event, held), delivery.AnswerBy))
            {
                delivery.Spans.Ended(record.Outcome);
                return Disposition.Acknowledge;
            }
        }
        catch (OperationCanceledException)
        {
            span.Fail("timeout", "the store did not answer in time");
            delivery.Spans.Ended(record.Outcome);
            delivery.Log.TellLeftOver(delivery.Key);
            throw;
        }

        span.Fail(EventSpans.Overtaken);

        delivery.Log.Tell(line);
        logger.ResultTooLate(delivery.Event.EventId, record.Outcome.ToName());
        return await delivery.Log.ContainsAsync(delivery.Key, held.Shard, delivery.AnswerBy)
            ? Disposition.Acknowledge
            : Disposition.Nack(OtherHolder.HasIt);
    }

    /// <summary>
    /// A claim that took long to get is not worth a call whose result could not be stored before Pub/Sub gives up the push.
    /// </summary>
    private bool IsTooLateToCall(EventDelivery delivery)
    {
        var now = time.GetUtcNow();
        var start = now > delivery.Event.ScheduledTime ? now : delivery.Event.ScheduledTime;
        return start + configuration.Timeout > delivery.CallEndsBy;
    }

    /// <summary>From here on the event is this delivery's alone, and nothing is given back any more.</summary>
    private async Task<InvocationRecord> CallAsync(EventDelivery delivery)
    {
        var sentAt = time.GetUtcNow();
        if (delivery.Request.Target is not { } target)
            return delivery.Request.Unsent(Outcome.NotRouted, sentAt);
        if (sentAt - delivery.Event.ScheduledTime > configuration.MaxLateness)
            return delivery.Request.Unsent(Outcome.SkippedLate, sentAt);
        if (delivery.Run.DryRun)
            return delivery.Request.Unsent(Outcome.DryRun, sentAt);

        var body = delivery.Request.Body(sentAt);
        logger.Sending(delivery.Event.EventId);
        try
        {
            var call = caller.CallAsync(target, body, delivery.Spans.Trace, grace.Over);
            delivery.Spans.Sent(sentAt);
            var result = await call;
            return delivery.Request.Sent(sentAt, result, time.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            logger.GivenUp(delivery.Event.EventId);
            return delivery.Request.GivenUp(sentAt, time.GetUtcNow());
        }
    }

    /// <summary>
    /// Nothing was sent, so another delivery may have the event. The claim may stand, even where its creation was not answered.
    /// </summary>
    private async Task<Disposition> GiveBackAsync(EventDelivery delivery, Guid claimant)
    {
        delivery.Spans.DropCall();
        using var soon = new CancellationTokenSource(ClaimAhead, time);
        try
        {
            await claims.ReleaseAsync(delivery.Run, delivery.Event, claimant, soon.Token);
        }
        catch (OperationCanceledException)
        {
            logger.ClaimNotReleased(delivery.Event.EventId);
        }

        return Disposition.Nack("not sent: the instance is stopping, or the claim took too long");
    }
}
