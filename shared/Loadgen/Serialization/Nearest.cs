namespace Loadgen.Serialization;

/// <summary>Finds what somebody may have meant by a name that there is not.</summary>
public static class Nearest
{
    private const int LongestCompared = 200;

    /// <summary>The share of a name that may be wrong in what is taken for a slip.</summary>
    private const double LargestSlip = 0.4;

    /// <summary>The known name with the fewest letters to add, drop, replace or exchange, by its length.</summary>
    /// <param name="known">At least one name.</param>
    public static string To(string found, IEnumerable<string> known) => known.MinBy(name => Distance(found, name))!;

    /// <summary>The known name that may have been meant.</summary>
    /// <returns><see langword="null"/> where none is like the one that was found.</returns>
    public static string? Find(string found, IReadOnlyCollection<string> known) =>
        known.Count > 0 && found.Length <= LongestCompared && To(found, known) is var nearest && Distance(found, nearest) <= LargestSlip
            ? nearest
            : null;

    /// <summary>A sentence to follow a complaint; empty where no known name is like the one that was found.</summary>
    public static string Hint(string found, IReadOnlyCollection<string> known) =>
        Find(found, known) is { } nearest ? $" Did you mean {nearest}?" : "";

    /// <summary>0 for the same name in any case, 1 for one that has nothing in common.</summary>
    private static double Distance(string one, string other)
    {
        var edits = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
                edits[i, j] = i == 0 || j == 0 ? i + j : Least(i, j);
        }

        return edits[one.Length, other.Length] / (double)Math.Max(one.Length, other.Length);

        int Least(int i, int j)
        {
            var least = Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1;
            least = Math.Min(least, edits[i - 1, j - 1] + (Same(i - 1, j - 1) ? 0 : 1));
            return i > 1 && j > 1 && Same(i - 1, j - 2) && Same(i - 2, j - 1) ? Math.Min(least, edits[i - 2, j - 2] + 1) : least;
        }

        bool Same(int i, int j) => char.ToUpperInvariant(one[i]) == char.ToUpperInvariant(other[j]);
    }
}
