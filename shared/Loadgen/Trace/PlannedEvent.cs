namespace Loadgen.Trace;

/// <summary>One invocation of the trace: what is called, and when.</summary>
/// <param name="EventId">Its name within the run, see <see cref="Trace.EventId"/>.</param>
/// <param name="InvocationIndex">Which of the function's invocations in this hour it is, 1-based.</param>
/// <param name="ScheduledTime">When the call is due, to the millisecond.</param>
public sealed record PlannedEvent(string EventId, string FunctionId, int InvocationIndex, DateTimeOffset ScheduledTime);
