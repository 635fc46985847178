using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Samples.Logs;

/// <summary>What a dispatcher made of a call.</summary>
/// <param name="FunctionId">The function that it was asked to run.</param>
/// <param name="TargetRegion">Where.</param>
/// <param name="TargetTime">When.</param>
/// <param name="IsDelayed">Whether that is later.</param>
/// <param name="Forwarding">How long it waited for the function; zero where it did not call it.</param>
public sealed record DispatchDecision(
    string FunctionId, string TargetRegion, DateTimeOffset TargetTime, bool IsDelayed, TimeSpan Forwarding)
{
    /// <summary>Writes it, and the dispatcher's own time.</summary>
    /// <param name="duration">The dispatcher's time with the function's in it.</param>
    public void WriteTo(Utf8JsonWriter writer, TimeSpan duration)
    {
        writer.WriteString("dispatched_function_id", FunctionId);
        writer.WriteString("target_region", TargetRegion);
        writer.WriteInstant("target_time_utc", TargetTime);
        writer.WriteBoolean("delayed", IsDelayed);
        writer.WriteMilliseconds("execution_ms", duration - Forwarding);
    }
}
