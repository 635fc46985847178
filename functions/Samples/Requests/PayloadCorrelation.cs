using System.Diagnostics;
using Loadgen.Samples.Logs;

namespace Loadgen.Samples.Requests;

/// <summary>Reads which call a payload is of.</summary>
internal static class PayloadCorrelation
{
    /// <summary>What a payload says of it.</summary>
    /// <param name="parent">What the request's header says.</param>
    /// <exception cref="RefusedRequestException">One of the members is no text.</exception>
    public static Correlation ReadCorrelation(this Payload payload, ActivityContext parent) => new()
    {
        ExperimentId = payload.OptionalText("experiment_id"),
        Scenario = payload.OptionalText("scenario"),
        RunId = payload.OptionalText("run_id"),
        EventId = payload.OptionalText("event_id"),
        TraceHour = payload.OptionalText("trace_hour"),
        Parent = parent,
        DispatchSentTime = payload.OptionalText("dispatch_sent_time_utc"),
    };
}
