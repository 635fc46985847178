namespace Loadgen.Analysis.Figures;

/// <summary>How much there is in each row and column.</summary>
public sealed record GridFigure(string Id, string Title, string Description) : Figure(Id, Title, Description)
{
    /// <summary>What the columns are.</summary>
    public required string Horizontal { get; init; }

    /// <summary>The names of the columns, from left to right.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The rows, from top to bottom: a value for each column.</summary>
    public required IReadOnlyList<FigureBar> Rows { get; init; }
}
