using System.Collections.ObjectModel;
using System.Text;

namespace Loadgen.Messages;

/// <summary>A message on its way to a topic.</summary>
/// <param name="Subject">What it is, for a person, such as <c>the event 'e'</c>.</param>
/// <param name="Data">May be empty where there are attributes.</param>
public sealed record TopicMessage(string Subject, ReadOnlyMemory<byte> Data, IReadOnlyDictionary<string, string> Attributes)
{
    private const string WarmUpAttribute = "warm_up";

    /// <summary>How many bytes its data and its attributes have.</summary>
    public int Bytes => Data.Length
        + Attributes.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + Encoding.UTF8.GetByteCount(attribute.Value));

    /// <summary>Wakes an invoker before it is needed.</summary>
    public static TopicMessage WarmUp { get; } = new(
        "a warm-up", default, new ReadOnlyDictionary<string, string>(new Dictionary<string, string> { [WarmUpAttribute] = "true" }));

    /// <summary>What messages are together, for a person.</summary>
    public static string SubjectOf(IReadOnlyList<TopicMessage> messages) =>
        messages.Count == 1 ? messages[0].Subject : $"{messages[0].Subject} and {messages.Count - 1} more";

    /// <summary>Whether attributes are those of <see cref="WarmUp"/>.</summary>
    public static bool IsWarmUp(IEnumerable<KeyValuePair<string, string>> attributes) =>
        attributes.Contains(KeyValuePair.Create(WarmUpAttribute, "true"));
}
