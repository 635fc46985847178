using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Trace;
using Microsoft.Extensions.Logging;

namespace Loadgen.Planning;

/// <summary>Publishes each event's message <c>LEAD_S</c> before the event is due, and remembers how far it is.</summary>
internal sealed class DelayLine(
    PlannerSettings settings, RunStore runs, IMessagePublisher publisher, TimeProvider time, ILogger logger)
{
    /// <summary>What is published ahead of a continuation, beyond <c>LEAD_S</c>: as long as the continuation may take to begin.</summary>
    private static readonly TimeSpan HandOverGap = TimeSpan.FromSeconds(5);

    // An instance that is told to stop has 10 s, for all three.
    private static readonly TimeSpan PublishAheadWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ContinueWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SaveWithin = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PublishPause = TimeSpan.FromMilliseconds(500);

    /// <summary>A checkpoint is one object, which takes about one write a second.</summary>
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1);

    /// <summary>What a checkpoint is given where the next event is to go out at once; less than the least <c>LEAD_S</c>.</summary>
    private static readonly TimeSpan CheckpointTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Publishes until the last message is out, or another message of the ticks' topic turns out to carry the run.</summary>
    public async Task PublishAsync(HourProgress progress, CancellationToken cancellationToken)
    {
        var nextCheckpoint = DateTimeOffset.MinValue;
        while (progress.Next is { } planned)
        {
            var publishAt = planned.ScheduledTime - settings.Lead;
            if (progress.HasUnsavedProgress && (time.GetUtcNow() >= nextCheckpoint || publishAt > time.GetUtcNow() + CheckpointInterval))
            {
                if (!await TrySaveAsync(progress, publishAt - time.GetUtcNow(), cancellationToken))
                    return;
                nextCheckpoint = time.GetUtcNow() + CheckpointInterval;
            }

            await WarmUpAsync(progress, planned, publishAt, cancellationToken);
            await time.DelayUntilAsync(publishAt, cancellationToken);
            await PublishAsync(progress, planned, cancellationToken);
        }

        await SaveAsync(progress, progress.Number, cancellationToken);
    }

    /// <summary>
    /// Publishes what falls due before a continuation can be at work, and remembers it. What fails here is made good by whoever comes next.
    /// </summary>
    public async Task PublishAheadAsync(HourProgress progress)
    {
        using var soon = new CancellationTokenSource(PublishAheadWithin, time);
        try
        {
            var horizon = time.GetUtcNow() + settings.Lead + HandOverGap;
            while (progress.Next is { } planned && planned.ScheduledTime <= horizon)
                await PublishAsync(progress, planned, soon.Token);
            if (progress.HasUnsavedProgress)
                await SaveAsync(progress, progress.Number, soon.Token);
        }
        catch (OperationCanceledException) when (soon.IsCancellationRequested)
        {
            logger.PublishAheadCutShort(progress.Plan.Run.RunId, progress.Published);
        }
    }

    /// <summary>
    /// Publishes a continuation, then relieves the message in hand. In this order, since a run that nobody carries on would be lost, and
    /// two that carry it on harm nothing.
    /// </summary>
    /// <returns>Whether the continuation is out.</returns>
    public async Task<bool> TryContinueAsync(HourProgress progress, string topic, Continuation continuation)
    {
        using (var soon = new CancellationTokenSource(ContinueWithin, time))
        {
            try
            {
                await PublishAsync(topic, continuation.ToMessage(), soon.Token);
            }
            catch (OperationCanceledException) when (soon.IsCancellationRequested)
            {
                return false;
            }
        }

        using var atLast = new CancellationTokenSource(SaveWithin, time);
        try
        {
            await SaveAsync(progress, continuation.Number, atLast.Token);
        }
        catch (OperationCanceledException) when (atLast.IsCancellationRequested)
        {
            logger.CheckpointMissed(progress.Plan.Run.RunId, progress.Published);
        }

        return true;
    }

    private async Task PublishAsync(HourProgress progress, PlannedEvent planned, CancellationToken cancellationToken)
    {
        await PublishAsync(settings.EventsTopic, EventMessageCodec.Encode(progress.Plan.MessageOf(planned)), cancellationToken);
        progress.PublishedNext();
    }

    private async Task PublishAsync(string topic, TopicMessage message, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await publisher.PublishAsync(topic, message, cancellationToken);
                return;
            }
            catch (PublishException e)
            {
                logger.PublishFailed(message.Subject, e.Message);
                await Task.Delay(PublishPause, time, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Wakes an invoker, if the event comes after a pause and its own message would come too late for that. One that gets no warm-up is
    /// late at worst.
    /// </summary>
    private async Task WarmUpAsync(
        HourProgress progress, PlannedEvent planned, DateTimeOffset publishAt, CancellationToken cancellationToken)
    {
        var warmUpAt = planned.ScheduledTime - settings.WarmUp;
        if (warmUpAt >= publishAt || time.GetUtcNow() >= publishAt || !progress.IsAfterPause)
            return;

        await time.DelayUntilAsync(warmUpAt, cancellationToken);
        using var inTime = new CancellationTokenSource(publishAt - time.GetUtcNow(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(inTime.Token, cancellationToken);
        try
        {
            await publisher.PublishAsync(settings.EventsTopic, TopicMessage.WarmUp, either.Token);
        }
        catch (PublishException e)
        {
            logger.WarmUpFailed(planned.EventId, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.WarmUpFailed(planned.EventId, "the topic did not take it in time");
        }
    }

    /// <summary>
    /// Remembers how far it is, if the store takes that in time: behind a checkpoint that is waited for, the next event goes out late;
    /// behind one that is missing, an event may at worst go out twice, and is called once.
    /// </summary>
    /// <returns>Whether the run is still this delivery's to carry on, as far as is known.</returns>
    private async Task<bool> TrySaveAsync(HourProgress progress, TimeSpan untilNext, CancellationToken cancellationToken)
    {
        var timeout = untilNext < CheckpointTimeout ? CheckpointTimeout : untilNext;
        using var inTime = new CancellationTokenSource(timeout < settings.PlanWindow ? timeout : settings.PlanWindow, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(inTime.Token, cancellationToken);
        try
        {
            return await SaveAsync(progress, progress.Number, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.CheckpointMissed(progress.Plan.Run.RunId, progress.Published);
            return true;
        }
    }

    private async Task<bool> SaveAsync(HourProgress progress, int number, CancellationToken cancellationToken) =>
        progress.Saved(await runs.WriteCheckpointAsync(progress.Plan.Run, new(progress.Published, number), cancellationToken));
}
