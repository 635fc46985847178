namespace Loadgen.Analysis.Figures;

/// <summary>What an axis counts.</summary>
/// <param name="Label">With its unit.</param>
public sealed record FigureAxis(string Label, FigureScale Scale = FigureScale.Linear);

/// <summary>How an axis counts.</summary>
public enum FigureScale
{
    /// <summary>Equal steps, with 0 on it.</summary>
    Linear,

    /// <summary>Each decade is as long as the next. All values are above 0.</summary>
    Log,

    /// <summary>Decades on both sides of 0, where values differ by decades and in their sign.</summary>
    SignedLog,

    /// <summary>Seconds since 1970, UTC, from the first to the last.</summary>
    Time,

    /// <summary>Shares from 0 to 1, written as percentages.</summary>
    Share,
}
