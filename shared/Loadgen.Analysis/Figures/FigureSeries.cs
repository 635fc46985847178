using System.Runtime.InteropServices;

namespace Loadgen.Analysis.Figures;

/// <summary>Values that belong together.</summary>
/// <param name="Style">How it looks: an approach looks the same in all pictures.</param>
/// <param name="Points">From left to right.</param>
public sealed record FigureSeries(string Name, int Style, IReadOnlyList<FigurePoint> Points)
{
    /// <summary>The points that are joined with each other: what is further apart than <paramref name="longestStep"/> is not.</summary>
    public IEnumerable<IReadOnlyList<FigurePoint>> Runs(double longestStep)
    {
        var start = 0;
        for (var i = 1; i <= Points.Count; i++)
        {
            if (i < Points.Count && Points[i].X - Points[i - 1].X <= longestStep)
                continue;
            yield return [.. Points.Skip(start).Take(i - start)];
            start = i;
        }
    }
}

/// <summary>A value at a place of the horizontal axis.</summary>
/// <param name="Low">Where the band around the value begins; equal to <paramref name="High"/> where there is none.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Weight">How much it stands for, such as calls.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FigurePoint(double X, double Y, double Low, double High, double Weight)
{
    /// <summary>A value that stands for itself.</summary>
    public FigurePoint(double x, double y)
        : this(x, y, y, y, 1)
    {
    }
}
