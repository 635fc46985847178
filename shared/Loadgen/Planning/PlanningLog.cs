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

    [LoggerMessage(EventName = "publish_failed", Level = LogLevel.Warning,
        Message = "{EventId} was not published, and is tried again: {Reason}")]
    public static partial void PublishFailed(this ILogger logger, string eventId, string reason);

    [LoggerMessage(EventName = "checkpoint_missed", Level = LogLevel.Warning,
        Message = "The run {RunId} has {Published} events published, but the checkpoint was not stored in time; it goes on all the same.")]
    public static partial void CheckpointMissed(this ILogger logger, string runId, int published);

    [LoggerMessage(EventName = "publish_ahead_cut_short", Level = LogLevel.Warning,
        Message = "The run {RunId} is nacked with {Published} events published, fewer than it should be; "
            + "the redelivered tick publishes the rest.")]
    public static partial void PublishAheadCutShort(this ILogger logger, string runId, int published);
}
