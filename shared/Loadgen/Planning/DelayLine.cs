using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Trace;
using Microsoft.Extensions.Logging;

namespace Loadgen.Planning;

/// <summary>Publishes each event's message <c>LEAD_S</c> before the event is due, in batches, and remembers how far it is.</summary>
internal sealed class DelayLine(
    PlannerSettings settings, RunStore runs, IMessagePublisher publisher, TimeProvider time, ILogger logger)
{
    /// <summary>What falls due so soon goes out in the same request: at a high rate, there are ten requests a second at most.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(100);

    /// <summary>What is published ahead of a continuation, beyond <c>LEAD_S</c>: as long as the continuation may take to begin.</summary>
    private static readonly TimeSpan HandOverGap = TimeSpan.FromSeconds(5);

    // A continuation is to be out within 2 s; and an instance that is told to stop has 10 s, for all three.
    private static readonly TimeSpan PublishAheadWithin = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan ContinueWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SaveWithin = TimeSpan.FromSeconds(2);

    private readonly PatientPublisher _publisher = new(publisher, time, logger);
    private readonly Checkpoints _checkpoints = new(runs, time, logger);

    /// <summary>Publishes until the last message is out, or another message of the ticks' topic turns out to carry the run.</summary>
    public async Task PublishAsync(HourProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            await WorkGroup.RunAsync(group => PublishAsync(progress, group), cancellationToken);
        }
        catch (OperationCanceledException) when (progress.IsRelieved)
        {
        }
    }

    /// <summary>
    /// Publishes what falls due before a continuation can be at work, and remembers it. What fails here is made good by whoever comes next.
    /// </summary>
    public async Task PublishAheadAsync(HourProgress progress)
    {
        progress.TakeBack();
        var horizon = time.GetUtcNow() + settings.Lead + HandOverGap;
        var isDone = await time.TryForAsync(
            PublishAheadWithin,
            async soon =>
            {
                await WorkGroup.RunAsync(group => PublishAsync(progress, group, horizon), soon);
                if (progress.HasUnsavedProgress)
                    await _checkpoints.SaveAsync(progress, progress.Number, soon);
            },
            CancellationToken.None);
        if (!isDone)
            logger.PublishAheadCutShort(progress.Plan.Run.RunId, progress.Published);
    }

    /// <summary>
    /// Publishes a continuation, then relieves the message in hand. In this order, since a run that nobody carries on would be lost, and
    /// two that carry it on harm nothing.
    /// </summary>
    /// <returns>Whether the continuation is out.</returns>
    public async Task<bool> TryContinueAsync(HourProgress progress, string topic, Continuation continuation)
    {
        TopicMessage[] messages = [continuation.ToMessage()];
        if (!await time.TryForAsync(ContinueWithin, soon => _publisher.PublishAsync(topic, messages, soon), CancellationToken.None))
            return false;

        await _checkpoints.TrySaveAsync(progress, continuation.Number, SaveWithin, CancellationToken.None);
        return true;
    }

    /// <summary>Publishes the rest of the hour, each event in its time.</summary>
    private async Task PublishAsync(HourProgress progress, WorkGroup group)
    {
        _ = group.Add(_ => _checkpoints.KeepAsync(progress, group));
        var requests = new EventRequests(progress, settings.EventsTopic, _publisher, group, logger);
        while (progress.Next is { } planned)
        {
            var publishAt = planned.ScheduledTime - settings.Lead;
            if (progress.IsAfterPause)
                await WarmUpAsync(planned, publishAt, group.Ending);
            await time.DelayUntilAsync(publishAt, group.Ending);
            await requests.SlotAsync();
            requests.Begin(time.GetUtcNow() + settings.Lead + Together);
        }
    }

    /// <summary>Publishes what is due by a moment, at once.</summary>
    private async Task PublishAsync(HourProgress progress, WorkGroup group, DateTimeOffset dueBy)
    {
        var requests = new EventRequests(progress, settings.EventsTopic, _publisher, group, logger);
        while (progress.Next is { } planned && planned.ScheduledTime <= dueBy)
        {
            await requests.SlotAsync();
            requests.Begin(dueBy);
        }
    }

    /// <summary>
    /// Wakes an invoker, if the event's own message would come too late for that. One that gets no warm-up is late at worst.
    /// </summary>
    private async Task WarmUpAsync(PlannedEvent planned, DateTimeOffset publishAt, CancellationToken cancellationToken)
    {
        var warmUpAt = planned.ScheduledTime - settings.WarmUp;
        if (warmUpAt >= publishAt || time.GetUtcNow() >= publishAt)
            return;

        await time.DelayUntilAsync(warmUpAt, cancellationToken);
        try
        {
            var isTaken = await time.TryForAsync(
                publishAt - time.GetUtcNow(),
                inTime => publisher.PublishAsync(settings.EventsTopic, [TopicMessage.WarmUp], inTime),
                cancellationToken);
            if (!isTaken)
                logger.WarmUpFailed(planned.EventId, "the topic did not take it in time");
        }
        catch (PublishException e)
        {
            logger.WarmUpFailed(planned.EventId, e.Message);
        }
    }
}
