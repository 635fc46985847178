namespace Loadgen.Emulation.PubSub;

/// <summary>A message as a topic took it.</summary>
/// <param name="MessageId">Given by the broker, unique within it.</param>
/// <param name="PublishTime">When the broker took it.</param>
public sealed record PubSubMessage(
    string MessageId, DateTimeOffset PublishTime, ReadOnlyMemory<byte> Data, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A message on its way to a topic; it needs data or an attribute.</summary>
/// <param name="Attributes"><see langword="null"/> for none.</param>
public sealed record OutgoingMessage(ReadOnlyMemory<byte> Data, IReadOnlyDictionary<string, string>? Attributes = null);
