using Loadgen.Calls;

namespace Loadgen.Records;

/// <summary>The latency that an experiment compares, where it was measured, and why it is missing if it is.</summary>
/// <param name="Milliseconds"><see langword="null"/> where it means nothing or is not known.</param>
/// <param name="Source">Where it comes from, as log lines say it.</param>
/// <param name="Note">Why it is missing.</param>
internal readonly record struct EndToEndLatency(decimal? Milliseconds, string Source, string? Note)
{
    private static readonly TimeSpan ShiftThreshold = TimeSpan.FromSeconds(1);

    /// <summary>Scenarios A and B: the round trip, also where it failed.</summary>
    public static EndToEndLatency OfDirect(DirectRecord record) => record.Call is { } call
        ? new(call.Latency.Ticks / (decimal)TimeSpan.TicksPerMillisecond, "direct_invoke", null)
        : new(null, "not_measured", record.Outcome.ToName());

    /// <summary>Scenario C: what the dispatcher tells, since it alone knows when the function ran.</summary>
    public static EndToEndLatency OfDispatch(DispatchRecord record)
    {
        if (!record.Outcome.WasSent())
            return new(null, "not_available", record.Outcome.ToName());
        if (record.Answer?.LatencyMilliseconds is { } latency)
            return new(latency, "dispatcher_response", null);
        return IsTimeShifted(record) is true
            ? new(null, "scheduled", "time_shifted")
            : new(null, "not_available", "not_returned_by_dispatcher");
    }

    /// <summary>
    /// Whether the dispatcher moved the execution to a later time: as its answer says, else whether the target time lies more than a second
    /// after sending.
    /// </summary>
    /// <returns><see langword="null"/> where the answer has neither.</returns>
    public static bool? IsTimeShifted(DispatchRecord record)
    {
        if (record.Answer?.Delay is { } delay)
            return delay;
        return record.Answer?.TargetTime is { } target ? target - record.SentAt > ShiftThreshold : null;
    }
}
