using Microsoft.Extensions.Logging;

namespace Loadgen.Invocation;

/// <summary>What the invoker tells beside the log lines.</summary>
internal static partial class InvocationLog
{
    [LoggerMessage(EventName = "sending", Level = LogLevel.Debug, Message = "Calling for {EventId}.")]
    public static partial void Sending(this ILogger logger, string eventId);

    [LoggerMessage(EventName = "not_prepared", Level = LogLevel.Warning,
        Message = "The call for {EventId} could not be prepared in time; its latency may include what should have been done before.")]
    public static partial void NotPrepared(this ILogger logger, string eventId);

    [LoggerMessage(EventName = "holder_lost", Level = LogLevel.Warning,
        Message = "{EventId} was claimed by an instance that was lost; its line says unknown.")]
    public static partial void HolderLost(this ILogger logger, string eventId);

    [LoggerMessage(EventName = "given_up", Level = LogLevel.Warning,
        Message = "The call for {EventId} has no result, and the instance stops; the event's line says unknown.")]
    public static partial void GivenUp(this ILogger logger, string eventId);

    [LoggerMessage(EventName = "result_too_late", Level = LogLevel.Warning,
        Message = "{EventId} had a line before its result ({Outcome}) could be stored; the result is on standard output only.")]
    public static partial void ResultTooLate(this ILogger logger, string eventId, string outcome);

    [LoggerMessage(EventName = "claim_not_released", Level = LogLevel.Warning,
        Message = "The claim on {EventId} could not be given back in time; if it stands, the event's line will say unknown.")]
    public static partial void ClaimNotReleased(this ILogger logger, string eventId);

    [LoggerMessage(EventName = "not_warm", Level = LogLevel.Warning,
        Message = "The warm-up was not finished; the first event does what is left: {Reason}")]
    public static partial void NotWarm(this ILogger logger, string reason);
}
