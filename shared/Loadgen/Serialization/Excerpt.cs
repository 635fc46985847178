using System.Globalization;
using System.Text;

namespace Loadgen.Serialization;

/// <summary>As much of a foreign text as an error message should carry: one line, cut to a readable length.</summary>
public static class Excerpt
{
    private const int Longest = 120;

    /// <summary>The excerpt in single quotes.</summary>
    public static string Quoted(string text) => $"'{Of(text)}'";

    /// <summary>
    /// The excerpt. Line breaks and tabs are spaces in it; other control characters and halves of surrogate pairs are written as
    /// <c>\u001b</c>.
    /// </summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder();
        for (var i = 0; i < text.Length && i < Longest; i++)
        {
            var unit = text[i];
            if (unit is '\u2028' or '\u2029' || (char.IsControl(unit) && char.IsWhiteSpace(unit)))
                shown.Append(' ');
            else if (i + 1 < text.Length && char.IsSurrogatePair(unit, text[i + 1]))
                shown.Append(unit).Append(text[++i]);
            else if (char.IsControl(unit) || char.IsSurrogate(unit))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            else
                shown.Append(unit);
        }

        return text.Length > Longest ? shown.Append('…').ToString() : shown.ToString();
    }
}
