namespace Loadgen.Messages;

/// <summary>What comes on the ticks' topic: a <see cref="Tick"/>, or a <see cref="Continuation"/> of one.</summary>
public abstract record PlannerMessage
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="MessageFormatException">It is neither.</exception>
    public static PlannerMessage Read(ReadOnlyMemory<byte> data, IEnumerable<KeyValuePair<string, string>> attributes) =>
        attributes.Contains(Continuation.Mark) ? Continuation.Read(data) : Tick.Read(data);
}
