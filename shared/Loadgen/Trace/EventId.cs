using System.Globalization;

namespace Loadgen.Trace;

/// <summary>
/// The name of one planned invocation: <c>{experiment_id}:{trace_hour}:{function_id}:{index}</c>, the index 1-based and at least two
/// digits. It is the only input of the jitter, so that a replayed hour is the same hour.
/// </summary>
public static class EventId
{
    /// <summary>Writes the ID of a function's <paramref name="invocationIndex"/>-th invocation.</summary>
    /// <param name="invocationIndex">1-based.</param>
    public static string Format(string experimentId, TraceHour hour, string functionId, int invocationIndex) =>
        string.Create(CultureInfo.InvariantCulture, $"{experimentId}:{hour}:{functionId}:{invocationIndex:D2}");
}
