using System.Globalization;

namespace Loadgen.Import.Problems;

/// <summary>A trace, a map or an option cannot be used. Everything that is wrong is told at once.</summary>
public sealed class ImportException(IReadOnlyList<ImportProblem> problems, bool more = false, Exception? inner = null)
    : Exception(Text(problems, more), inner)
{
    /// <summary>At least one, in the order in which they were found.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; } = problems;

    private static string Text(IReadOnlyList<ImportProblem> problems, bool more)
    {
        var text = string.Join('\n', problems);
        return more ? string.Create(CultureInfo.InvariantCulture, $"{text}\nand more: these are the first {problems.Count}") : text;
    }
}
