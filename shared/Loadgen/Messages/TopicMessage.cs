using System.Collections.ObjectModel;

namespace Loadgen.Messages;

/// <summary>A message on its way to a topic.</summary>
/// <param name="Subject">What it is, for a person, such as <c>the event 'e'</c>.</param>
/// <param name="Data">May be empty where there are attributes.</param>
public sealed record TopicMessage(string Subject, ReadOnlyMemory<byte> Data, IReadOnlyDictionary<string, string> Attributes)
{
    private const string WarmUpAttribute = "warm_up";

    /// <summary>Wakes an invoker before it is needed.</summary>
    public static TopicMessage WarmUp { get; } = new(
        "a warm-up", default, new ReadOnlyDictionary<string, string>(new Dictionary<string, string> { [WarmUpAttribute] = "true" }));

    /// <summary>Whether attributes are those of <see cref="WarmUp"/>.</summary>
    public static bool IsWarmUp(IEnumerable<KeyValuePair<string, string>> attributes) =>
        attributes.Contains(KeyValuePair.Create(WarmUpAttribute, "true"));
}
