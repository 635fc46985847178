namespace Loadgen.Analysis.Figures;

/// <summary>Bars below each other, each of the same parts.</summary>
public sealed record StackedFigure(string Id, string Title, string Description) : Figure(Id, Title, Description)
{
    /// <summary>What the parts count.</summary>
    public required FigureAxis Horizontal { get; init; }

    /// <summary>The names of the parts, from left to right.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>The bars, from top to bottom.</summary>
    public required IReadOnlyList<FigureBar> Bars { get; init; }
}

/// <summary>A bar.</summary>
/// <param name="Values">How long each part is; 0 for one that there is not.</param>
public sealed record FigureBar(string Label, IReadOnlyList<double> Values);
