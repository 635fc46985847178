namespace Loadgen.Cli.Output;

/// <summary>Names in tables, which may be longer than a column.</summary>
internal static class Shortened
{
    private const int Narrow = 24;
    private const int Roomy = 48;

    /// <summary>A name as a column has room for it: without its middle, since long names differ at their ends.</summary>
    public static string Of(string name, Shell shell) => Of(name, Tables.IsRoomy(shell) ? Roomy : Narrow);

    /// <param name="most">The most characters, at least 3.</param>
    public static string Of(string name, int most)
    {
        if (name.Length <= most)
            return name;
        var end = (most - 1) / 2;
        return $"{name[..(most - 1 - end)]}…{name[^end..]}";
    }
}
