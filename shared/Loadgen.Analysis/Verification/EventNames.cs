using System.Globalization;
using System.Runtime.InteropServices;
using Loadgen.Trace;

namespace Loadgen.Analysis.Verification;

/// <summary>An event's ID in eight bytes; <see cref="EventNames"/> has its text.</summary>
/// <param name="Stem">The number of the text before the index, or of all of it.</param>
/// <param name="Index">The invocation's index, or -1 where the ID does not end in one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventKey(int Stem, int Index);

/// <summary>The texts of event IDs. Those of a function share all but their index, and are kept once.</summary>
internal sealed class EventNames
{
    private const int NoIndex = -1;

    /// <summary>So many digits fit into a number.</summary>
    private const int MostDigits = 9;

    private readonly List<string> _stems = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbersOfParts;

    public EventNames() => _numbersOfParts = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The key of an ID.</summary>
    public EventKey KeyOf(string eventId)
    {
        var colon = eventId.LastIndexOf(':');
        return colon >= 0 && IndexIn(eventId.AsSpan(colon + 1)) is { } index
            ? new(NumberOf(eventId.AsSpan(0, colon)), index)
            : new(NumberOf(eventId), NoIndex);
    }

    /// <summary>The ID of a key.</summary>
    public string IdOf(EventKey key) => key.Index is NoIndex
        ? _stems[key.Stem]
        : string.Create(CultureInfo.InvariantCulture, $"{_stems[key.Stem]}:{key.Index:D2}");

    /// <summary>The number of a text, from which <see cref="TextOf"/> gets it back.</summary>
    public int NumberOf(ReadOnlySpan<char> text)
    {
        if (!_numbersOfParts.TryGetValue(text, out var number))
        {
            number = _stems.Count;
            _stems.Add(text.ToString());
            _numbers.Add(_stems[number], number);
        }

        return number;
    }

    /// <summary>The text of a number.</summary>
    public string TextOf(int number) => _stems[number];

    /// <summary>An index, where it is written as <see cref="EventId"/> writes it.</summary>
    private static int? IndexIn(ReadOnlySpan<char> text) =>
        text.Length is >= 2 and <= MostDigits
        && (text.Length == 2 || text[0] != '0')
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
