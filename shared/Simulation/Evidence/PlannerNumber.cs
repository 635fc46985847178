using Loadgen.Messages;

namespace Loadgen.Simulation.Evidence;

/// <summary>The number by which the messages that carry a run's planning on follow each other.</summary>
internal static class PlannerNumber
{
    /// <returns><see langword="null"/> where the message is no continuation.</returns>
    public static int? Of(ReadOnlyMemory<byte> data, IReadOnlyDictionary<string, string> attributes) =>
        attributes.ContainsKey("continuation") && PlannerMessage.Read(data, attributes) is Continuation continuation
            ? continuation.Number
            : null;
}
