namespace Loadgen.Analysis.Events;

/// <summary>Texts as they stand in SQL, where no parameter may stand: the files of table functions and of COPY.</summary>
internal static class SqlText
{
    /// <summary>A text literal.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A list of files that are read as they are named, also where a name has <c>*</c>, <c>?</c> or <c>[</c> in it.</summary>
    public static string Files(IEnumerable<string> paths) => $"[{string.Join(", ", paths.Select(path => Quoted(Literal(path))))}]";

    private static string Literal(string path) => path
        .Replace("[", "[[]", StringComparison.Ordinal)
        .Replace("*", "[*]", StringComparison.Ordinal)
        .Replace("?", "[?]", StringComparison.Ordinal);
}
