namespace Loadgen.Analysis.Figures;

/// <summary>Estimates below each other, with the intervals in which they lie, and a line where there is no difference.</summary>
public sealed record IntervalFigure(string Id, string Title, string Description) : Figure(Id, Title, Description)
{
    /// <summary>What the estimates are.</summary>
    public required FigureAxis Horizontal { get; init; }

    /// <summary>The estimates, from top to bottom.</summary>
    public required IReadOnlyList<FigureInterval> Rows { get; init; }

    /// <summary>The value that says: no difference.</summary>
    public double Reference { get; init; }
}

/// <summary>An estimate.</summary>
/// <param name="Label">What is estimated.</param>
/// <param name="Style">As of a <see cref="FigureSeries"/>.</param>
/// <param name="Low">Where its interval begins; equal to the value where there is none.</param>
/// <param name="High">Where it ends.</param>
/// <param name="IsShown">Whether a difference is shown.</param>
public sealed record FigureInterval(string Label, int Style, double Value, double Low, double High, bool IsShown);
