using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Messages;

/// <summary>What the planner tells the invoker about one event.</summary>
/// <param name="Run">The run that the event belongs to.</param>
/// <param name="Function">Where it may run.</param>
/// <param name="Payload">The body of the call, all but the moment of sending; see <see cref="Messages.Payload"/>.</param>
public sealed record EventMessage(Run Run, PlannedEvent Event, FunctionTraits Function, ReadOnlyMemory<byte> Payload)
{
    /// <summary>
    /// The span of its publishing, as a <c>traceparent</c> has it; <see langword="null"/> where the planner traces nothing. Not part of
    /// what the message says, and not checked: anybody on the way may put one there.
    /// </summary>
    public string? TraceParent { get; init; }
}
