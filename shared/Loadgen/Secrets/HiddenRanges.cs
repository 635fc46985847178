using System.Text;

namespace Loadgen.Secrets;

/// <summary>The ranges of a text that must not be kept. They may be noted in any order, and overlap.</summary>
internal sealed class HiddenRanges
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mark = "[secret]";

    private readonly List<(int Start, int End)> _ranges = [];

    /// <summary>Notes a range.</summary>
    public void Add(int start, int end)
    {
        // A text of one repeated character may hold a secret at each of its places.
        if (_ranges is [.., var last] && start >= last.Start && start < last.End)
            _ranges[^1] = (last.Start, Math.Max(last.End, end));
        else
            _ranges.Add((start, end));
    }

    /// <summary>The text with a mark in the place of each range; the text itself where there is none.</summary>
    public string Apply(string text)
    {
        if (_ranges.Count == 0)
            return text;

        _ranges.Sort();
        var kept = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, end) in _ranges)
        {
            if (start >= at)
                kept.Append(text, at, start - at).Append(Mark);
            at = Math.Max(at, end);
        }

        return kept.Append(text, at, text.Length - at).ToString();
    }
}
