using Microsoft.Extensions.Logging;

namespace Loadgen.Planning;

/// <summary>What the planner tells beside the log lines.</summary>
internal static partial class PlanningLog
{
    [LoggerMessage(EventName = "duplicate_tick", Level = LogLevel.Warning,
        Message = "duplicate_tick: the tick {MessageId} asks for {TraceHour}, which has the run {RunId}; nothing is planned.")]
    public static partial void DuplicateTick(this ILogger logger, string messageId, string traceHour, string runId);

    [LoggerMessage(EventName = "run", Level = LogLevel.Information,
        Message = "The run {RunId} of {TraceHour} has {Published} of {Events} events published.")]
    public static partial void RunGoesOn(this ILogger logger, string runId, string traceHour, int published, int events);

    [LoggerMessage(EventName = "published", Level = LogLevel.Information, Message = "{EventId} is published.")]
    public static partial void Published(this ILogger logger, string eventId);

    [LoggerMessage(EventName = "too_many_pushes", Level = LogLevel.Warning,
        Message = "The run {RunId} has up to {Peak} pushes in flight; Pub/Sub keeps some {Most} in a region, "
            + "and what comes on top is late. A LEAD_S below {Lead} helps; Terraform sets it where it knows peak_events_per_second.")]
    public static partial void TooManyPushes(this ILogger logger, string runId, int peak, int most, double lead);

    [LoggerMessage(EventName = "workload_wrong", Level = LogLevel.Error,
        Message = "The workload cannot be used; it is read again every {Seconds} s:\n{Problems}")]
    public static partial void WorkloadWrong(this ILogger logger, double seconds, string problems);

    [LoggerMessage(EventName = "hour_lost", Level = LogLevel.Error,
        Message = "hour_lost: {TraceHour} is over, and there was no workload that it could be planned from.")]
    public static partial void HourLost(this ILogger logger, string traceHour);

    [LoggerMessage(EventName = "relieved", Level = LogLevel.Information,
        Message = "The run {RunId} is carried on by its continuation {Current}; this delivery has number {Number} and does nothing.")]
    public static partial void Relieved(this ILogger logger, string runId, int number, int current);

    [LoggerMessage(EventName = "continued_twice", Level = LogLevel.Information,
        Message = "The continuation {Number} of the run {RunId} is another message; {MessageId} does nothing.")]
    public static partial void ContinuedTwice(this ILogger logger, string runId, int number, string messageId);

    [LoggerMessage(EventName = "handed_over", Level = LogLevel.Information,
        Message = "The run {RunId} is handed over, since {Reason}: continuation {Number} goes on behind {Published} published events.")]
    public static partial void HandedOver(this ILogger logger, string runId, string reason, int number, int published);

    [LoggerMessage(EventName = "publish_failed", Level = LogLevel.Warning,
        Message = "Could not publish {Subject}; it is tried again: {Reason}")]
    public static partial void PublishFailed(this ILogger logger, string subject, string reason);

    [LoggerMessage(EventName = "warm_up_failed", Level = LogLevel.Warning,
        Message = "No invoker was woken for {EventId}, which may be late if none is there: {Reason}")]
    public static partial void WarmUpFailed(this ILogger logger, string eventId, string reason);

    [LoggerMessage(EventName = "checkpoint_missed", Level = LogLevel.Warning,
        Message = "The run {RunId} has {Published} events published, but the checkpoint was not stored in time; it goes on all the same.")]
    public static partial void CheckpointMissed(this ILogger logger, string runId, int published);

    [LoggerMessage(EventName = "publish_ahead_cut_short", Level = LogLevel.Warning,
        Message = "The run {RunId} is handed over with {Published} events published, fewer than it should be; "
            + "whoever goes on publishes the rest.")]
    public static partial void PublishAheadCutShort(this ILogger logger, string runId, int published);
}
