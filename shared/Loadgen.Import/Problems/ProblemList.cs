namespace Loadgen.Import.Problems;

/// <summary>Collects what is wrong, until there is enough of it for one message.</summary>
internal sealed class ProblemList
{
    private const int Most = 50;
    private const int LongestExcerpt = 60;

    private readonly List<ImportProblem> _problems = [];

    /// <exception cref="ImportException">There are too many: what follows is probably of the same kind.</exception>
    public void Add(string origin, long? line, string place, string found, string allowed)
    {
        _problems.Add(new(origin, line, place, found, allowed));
        if (_problems.Count == Most)
            throw new ImportException([.. _problems], more: true);
    }

    /// <summary>Adds one about a text that was found.</summary>
    /// <inheritdoc cref="Add"/>
    public void AddText(string origin, long? line, string place, string found, string allowed) =>
        Add(origin, line, place, Quoted(found), allowed);

    /// <exception cref="ImportException">There is a problem.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new ImportException([.. _problems]);
    }

    /// <summary>The exception for one more problem, after which nothing can be read.</summary>
    public ImportException Fatal(string origin, long? line, string place, string found, string allowed, Exception? inner = null) =>
        new([.. _problems, new(origin, line, place, found, allowed)], inner: inner);

    /// <summary>A text as messages show it: on one line, and not longer than somebody reads.</summary>
    public static string Quoted(string text)
    {
        var line = string.Concat(text.Take(LongestExcerpt).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return text.Length > LongestExcerpt ? $"'{line}…'" : $"'{line}'";
    }
}
