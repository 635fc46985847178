namespace Loadgen.Analysis.Figures;

/// <summary>Series over each other, and perhaps what happened on them.</summary>
public sealed record LineFigure(string Id, string Title, string Description) : Figure(Id, Title, Description)
{
    /// <summary>What lies along the picture.</summary>
    public required FigureAxis Horizontal { get; init; }

    /// <summary>What rises in it.</summary>
    public required FigureAxis Vertical { get; init; }

    /// <summary>One at least, each with a point at least.</summary>
    public required IReadOnlyList<FigureSeries> Lines { get; init; }

    /// <summary>Points that no line joins, as large as their weight.</summary>
    public IReadOnlyList<FigureSeries> Marks { get; init; } = [];

    /// <summary>Whether a value holds until the next one, as a count does.</summary>
    public bool IsSteps { get; init; }

    /// <summary>The longest way, along the picture, to a point's neighbour: what is further apart is not joined.</summary>
    public double LongestStep { get; init; } = double.PositiveInfinity;
}
