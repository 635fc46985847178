namespace Loadgen.Analysis.Figures;

/// <summary>A picture as data: what is drawn, and the table that says the same.</summary>
/// <param name="Id">A word of its own, also its file's name: <c>latency-crypto_key_gen</c>.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Description">What is to be seen in it, for those who do not see it.</param>
public abstract record Figure(string Id, string Title, string Description)
{
    /// <summary>What it is about; pictures with the same topic stand together.</summary>
    public required string Topic { get; init; }

    /// <summary>What the picture shows, in rows.</summary>
    public required FigureTable Table { get; init; }

    /// <summary>How it is to be read, and what it leaves out.</summary>
    public string Note { get; init; } = "";
}

/// <summary>Rows of text and numbers.</summary>
/// <param name="Columns">Headings, with units.</param>
/// <param name="Rows">Each has a cell for each column: text, a number, a moment, or nothing.</param>
public sealed record FigureTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);
