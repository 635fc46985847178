using System.Diagnostics;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Logs;
using Loadgen.Messages;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Telemetry;
using Loadgen.Workloads.Files;
using Microsoft.Extensions.Logging;

namespace Loadgen.Planning;

/// <summary>
/// Plans an hour: begins the run that a tick asks for, or goes on with the one that a continuation names, and has its events published
/// until the last one is out or somebody else carries on.
/// </summary>
/// <param name="configuration">The experiment, read for a planner.</param>
/// <param name="source">What a new run is planned from.</param>
public sealed class HourPlanner(
    LoadgenConfiguration configuration,
    IWorkloadSource source,
    RunStore runs,
    RunLogs logs,
    IMessagePublisher publisher,
    TimeProvider time,
    Spans spans,
    ILogger<HourPlanner> logger)
{
    private readonly PlannerSettings _settings =
        configuration.Planner ?? throw new ArgumentException("The configuration was not read for a planner.", nameof(configuration));

    private readonly PlannedRuns _runs = new(configuration, source, runs, time, logger);

    private readonly DelayLine _line = new(configuration.Planner, runs, publisher, time, logger);

    /// <summary>Works on one delivery of a tick or a continuation.</summary>
    /// <param name="stop">The instance is stopping, or Pub/Sub does not wait any more.</param>
    /// <returns>Acknowledged only when every event's message is published, or the message that has the others published.</returns>
    public async Task<Disposition> HandleAsync(TickDelivery delivery, CancellationToken stop)
    {
        using var span = spans.Start(SpanNames.Plan, ActivityKind.Consumer, Spans.ParentOf(delivery.TraceParent));
        try
        {
            var disposition = await HandleAsync(delivery, span, stop);
            if (disposition is Disposition.Nacked nacked)
                span.Set(SpanTags.Disposition, nacked.Reason);
            return disposition;
        }
        catch (Exception e)
        {
            span.Fail(e.GetType().Name, e.Message);
            throw;
        }
    }

    private async Task<Disposition> HandleAsync(TickDelivery delivery, Span span, CancellationToken stop)
    {
        using var window = new CancellationTokenSource(_settings.PlanWindow, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, window.Token);
        HourProgress? progress = null;
        try
        {
            progress = await BeginAsync(delivery, span, either.Token);
            if (progress is null)
                return Disposition.Acknowledge;

            await _line.PublishAsync(progress, either.Token);
            return Disposition.Acknowledge;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            var reason = stop.IsCancellationRequested ? "the instance is stopping, or Pub/Sub hung up" : "PLAN_WINDOW_S is over";
            return progress is null
                ? Disposition.Nack($"{reason}, and the run is not begun")
                : await HandOverAsync(progress, delivery.Topic, reason);
        }
    }

    /// <summary>The run of a delivery, its log opened.</summary>
    /// <returns><see langword="null"/> where nothing is left to this delivery.</returns>
    private async Task<HourProgress?> BeginAsync(TickDelivery delivery, Span span, CancellationToken cancellationToken)
    {
        var (planned, number, isReplay) = delivery.Message switch
        {
            Tick tick => (await _runs.RegisterAsync(tick, delivery, cancellationToken), 0, tick.Replay),
            Continuation continuation => (
                await _runs.FindAsync(continuation, cancellationToken), continuation.Number, continuation.Stateless?.Replay ?? false),
            var other => throw new ArgumentException($"A {other.GetType().Name} is nothing to plan.", nameof(delivery)),
        };
        if (planned is not { Manifest: var manifest })
            return null;

        delivery.About.SetRun(manifest.Run.Scenario, manifest.Run.RunId);
        Describe(span, manifest.Run);
        var checkpoint = await runs.ReadCheckpointAsync(manifest.Run, cancellationToken);
        if (number < checkpoint.Number)
        {
            logger.Relieved(manifest.Run.RunId, number, checkpoint.Number);
            return null;
        }

        if (number > 0 && !await runs.TakeContinuationAsync(manifest.Run, number, delivery.MessageId, cancellationToken))
        {
            logger.ContinuedTwice(manifest.Run.RunId, number, Excerpt.Of(delivery.MessageId));
            return null;
        }

        var plan = await _runs.PlanAsync(planned, cancellationToken);
        logger.RunGoesOn(manifest.Run.RunId, manifest.Run.TraceHour.ToString(), checkpoint.Published, plan.Events.Count);

        if (number == 0 && PushLoad.PeakOf(plan.Events.DueTimes, _settings.Lead) is var peak and > PushLoad.Most)
            logger.TooManyPushes(manifest.Run.RunId, peak, PushLoad.Most, _settings.Lead.TotalSeconds);

        // Before anything is published whose line could come first. The log takes it once.
        var start = RunLine.OfStart(manifest, configuration, ClockKind.Of(time), time.GetUtcNow());
        await logs.Of(manifest.Run).AppendAsync(start, cancellationToken);
        return new(plan, checkpoint.Published, number, isReplay, new(spans, span));
    }

    private static void Describe(Span span, Run run)
    {
        if (!span.IsRecorded)
            return;
        span.Set(SpanTags.Scenario, run.Scenario.ToString());
        span.Set(SpanTags.RunId, run.RunId);
        span.Set(SpanTags.TraceHour, run.TraceHour.ToString());
        span.Set(SpanTags.Events, run.Invocations);
    }

    /// <summary>Publishes what falls due before somebody else is at work, and the message that puts somebody to work.</summary>
    private async Task<Disposition> HandOverAsync(HourProgress progress, string? topic, string reason)
    {
        await _line.PublishAheadAsync(progress);
        if (progress.IsAllPublished)
            return Disposition.Acknowledge;
        if (topic is null)
            return Disposition.Nack($"{reason}; the push does not say which topic it is of, so the run cannot be continued from there");

        var run = progress.Plan.Run;
        var stateless = configuration.Log.Bucket is null ? new StatelessRun(progress.Published, run.DryRun, progress.IsReplay) : null;
        var continuation = new Continuation(run.TraceHour, run.RunId, progress.Number + 1, stateless);
        if (!await _line.TryContinueAsync(progress, topic, continuation))
            return Disposition.Nack($"{reason}; {progress.Published} events are published, and the continuation could not be");

        logger.HandedOver(run.RunId, reason, continuation.Number, progress.Published);
        return Disposition.Acknowledge;
    }
}
