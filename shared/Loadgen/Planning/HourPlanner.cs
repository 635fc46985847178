using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Logs;
using Loadgen.Messages;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Trace;
using Microsoft.Extensions.Logging;

namespace Loadgen.Planning;

/// <summary>
/// The delay line: publishes each event's message <c>LEAD_S</c> before the event is due, and acknowledges the tick when the last one is out
/// (promise 5).
/// </summary>
/// <param name="configuration">The experiment, read for a planner.</param>
/// <param name="runs">Which run an hour has, and how far it is.</param>
public sealed class HourPlanner(
    LoadgenConfiguration configuration,
    IReadOnlyList<TraceFunction> mix,
    RunStore runs,
    RunLogs logs,
    IEventPublisher publisher,
    TimeProvider time,
    ILogger<HourPlanner> logger)
{
    /// <summary>What is published ahead before a nack, beyond <c>LEAD_S</c>: as long as a redelivery may take to come.</summary>
    private static readonly TimeSpan RedeliveryGap = TimeSpan.FromSeconds(60);

    /// <summary>How long nacking may take: an instance that is told to stop has 10 s.</summary>
    private static readonly TimeSpan PublishAheadWithin = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PublishPause = TimeSpan.FromMilliseconds(500);

    /// <summary>A checkpoint is one object, which takes about one write a second.</summary>
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1);

    /// <summary>What a checkpoint is given where the next event is to go out at once; less than the least <c>LEAD_S</c>.</summary>
    private static readonly TimeSpan CheckpointTimeout = TimeSpan.FromMilliseconds(500);

    private readonly PlannerSettings _settings =
        configuration.Planner ?? throw new ArgumentException("The configuration was not read for a planner.", nameof(configuration));

    /// <summary>Works on one delivery of a tick.</summary>
    /// <param name="stop">The instance is stopping, or Pub/Sub does not wait any more.</param>
    /// <returns>Acknowledged only when every event's message is published.</returns>
    public async Task<Disposition> HandleAsync(TickDelivery delivery, CancellationToken stop)
    {
        using var window = new CancellationTokenSource(_settings.PlanWindow, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, window.Token);
        HourProgress? progress = null;
        try
        {
            var proposed = HourPlan.Of(configuration, mix, delivery);
            var registration = await runs.RegisterAsync(
                proposed.Run, proposed.JitterSeconds, delivery.MessageId, delivery.Tick.Replay, either.Token);
            if (registration is Registration.Duplicate duplicate)
            {
                logger.DuplicateTick(Excerpt.Of(delivery.MessageId), proposed.Run.TraceHour.ToString(), duplicate.RunId);
                return Disposition.Acknowledge;
            }

            var begun = (Registration.Begun)registration;
            var plan = HourPlan.Of(mix, begun.Run, begun.JitterSeconds);
            progress = new(plan, await runs.ReadCheckpointAsync(plan.Run, either.Token));
            logger.RunGoesOn(plan.Run.RunId, plan.Run.TraceHour.ToString(), progress.Published, plan.Events.Count);

            await WriteStartAsync(plan.Run, either.Token);
            await PublishAsync(progress, either.Token);
            return Disposition.Acknowledge;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            await PublishAheadAsync(progress);
            return Disposition.Nack(stop.IsCancellationRequested
                ? "the instance is stopping, or Pub/Sub hung up"
                : $"PLAN_WINDOW_S is over; {progress?.Published ?? 0} events are published");
        }
    }

    /// <summary>
    /// Stores the line that opens the log, before anything is published whose line could come first. The log takes it once.
    /// </summary>
    private Task WriteStartAsync(Run run, CancellationToken cancellationToken) =>
        logs.Of(run).AppendAsync(RunLine.OfStart(run, configuration.Log.Bucket, time.GetUtcNow()), cancellationToken);

    private async Task PublishAsync(HourProgress progress, CancellationToken cancellationToken)
    {
        var nextCheckpoint = DateTimeOffset.MinValue;
        while (progress.Next is { } planned)
        {
            var publishAt = planned.ScheduledTime - _settings.Lead;
            if (progress.HasUnsavedProgress && (time.GetUtcNow() >= nextCheckpoint || publishAt > time.GetUtcNow() + CheckpointInterval))
            {
                await TrySaveAsync(progress, publishAt - time.GetUtcNow(), cancellationToken);
                nextCheckpoint = time.GetUtcNow() + CheckpointInterval;
            }

            await time.DelayUntilAsync(publishAt, cancellationToken);
            await PublishAsync(progress, planned, cancellationToken);
        }

        await SaveAsync(progress, cancellationToken);
    }

    private async Task PublishAsync(HourProgress progress, PlannedEvent planned, CancellationToken cancellationToken)
    {
        var message = progress.Plan.MessageOf(planned, configuration.Workload);
        while (true)
        {
            try
            {
                await publisher.PublishAsync(message, cancellationToken);
                progress.PublishedNext();
                return;
            }
            catch (EventPublishException e)
            {
                logger.PublishFailed(planned.EventId, e.Message);
                await Task.Delay(PublishPause, time, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Publishes what falls due before the tick can be back, and remembers how far that is. What fails here is made good by the redelivery.
    /// </summary>
    private async Task PublishAheadAsync(HourProgress? progress)
    {
        if (progress is null)
            return;
        using var soon = new CancellationTokenSource(PublishAheadWithin, time);
        try
        {
            await WriteStartAsync(progress.Plan.Run, soon.Token);
            var horizon = time.GetUtcNow() + _settings.Lead + RedeliveryGap;
            while (progress.Next is { } planned && planned.ScheduledTime <= horizon)
                await PublishAsync(progress, planned, soon.Token);
            if (progress.HasUnsavedProgress)
                await SaveAsync(progress, soon.Token);
        }
        catch (OperationCanceledException) when (soon.IsCancellationRequested)
        {
            logger.PublishAheadCutShort(progress.Plan.Run.RunId, progress.Published);
        }
    }

    /// <summary>
    /// Remembers how far it is, if the store takes that in time: behind a checkpoint that is waited for, the next event goes out late;
    /// behind one that is missing, an event may at worst go out twice, and is called once.
    /// </summary>
    private async Task TrySaveAsync(HourProgress progress, TimeSpan untilNext, CancellationToken cancellationToken)
    {
        var timeout = untilNext < CheckpointTimeout ? CheckpointTimeout : untilNext;
        using var inTime = new CancellationTokenSource(timeout < _settings.PlanWindow ? timeout : _settings.PlanWindow, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(inTime.Token, cancellationToken);
        try
        {
            await SaveAsync(progress, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            logger.CheckpointMissed(progress.Plan.Run.RunId, progress.Published);
        }
    }

    private async Task SaveAsync(HourProgress progress, CancellationToken cancellationToken)
    {
        await runs.WriteCheckpointAsync(progress.Plan.Run, progress.Published, cancellationToken);
        progress.Saved();
    }
}
