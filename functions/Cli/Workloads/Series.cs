namespace Loadgen.Cli.Workloads;

/// <summary>Values in a row, of which there may be too many to show each.</summary>
/// <param name="Values">One for each group: the largest of its values.</param>
/// <param name="Each">How many values a group has; the last one may have fewer.</param>
internal sealed record Series(IReadOnlyList<int> Values, int Each)
{
    /// <summary>Puts neighbours into groups, so that there are at most so many.</summary>
    public static Series Of(IReadOnlyList<int> values, int most)
    {
        var each = ((values.Count - 1) / most) + 1;
        return new(each == 1 ? values : [.. values.Chunk(each).Select(group => group.Max())], each);
    }
}
