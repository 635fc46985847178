using System.Globalization;

namespace Loadgen.Import.Problems;

/// <summary>One thing that is wrong with a file or an option.</summary>
/// <param name="Origin">The file's name; empty for an option.</param>
/// <param name="Line">1-based; <see langword="null"/> where it is about the whole file.</param>
/// <param name="Place">What of it is wrong: a column, a member, an option.</param>
/// <param name="Found">What stands there, as it is told.</param>
/// <param name="Allowed">What may stand there.</param>
public sealed record ImportProblem(string Origin, long? Line, string Place, string Found, string Allowed)
{
    /// <summary>Such as <c>d01.csv:12: column 7 (3): found '-1'; allowed: a whole number from 0 to 1000000000</c>.</summary>
    public override string ToString()
    {
        var line = Line is { } number ? string.Create(CultureInfo.InvariantCulture, $":{number}") : "";
        return $"{(Origin.Length > 0 ? $"{Origin}{line}: " : "")}{(Place.Length > 0 ? $"{Place}: " : "")}found {Found}; allowed: {Allowed}";
    }
}
