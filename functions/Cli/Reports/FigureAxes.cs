using Loadgen.Analysis.Figures;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>The axes of pictures, from the values that are to lie on them.</summary>
internal static class FigureAxes
{
    /// <summary>Beyond so many decades around 0, what is small is as good as nothing.</summary>
    private const double Decades = 1000;

    public static Axis Of(FigureAxis axis, IEnumerable<double> values)
    {
        double[] all = [.. values.Where(double.IsFinite).DefaultIfEmpty(1)];
        var (low, high) = (all.Min(), all.Max());
        return axis.Scale switch
        {
            FigureScale.Log => Scales.Log(low, Math.Max(high, low * 1.01)),
            FigureScale.SignedLog => SignedLog(low, high, all),
            FigureScale.Time => Scales.Time(low, high),
            FigureScale.Share => Scales.Share(),
            _ => Scales.Linear(low, high),
        };
    }

    /// <summary>The columns of a grid; each is named at its left edge.</summary>
    public static Axis OfColumns(GridFigure figure) => Axis.OfParts(figure.Columns.Count, [3], ticks: 24) with
    {
        Label = column => figure.Columns[(int)column],
    };

    private static Axis SignedLog(double low, double high, double[] values)
    {
        var most = Math.Max(Math.Abs(low), Math.Abs(high));
        var least = values.Select(Math.Abs).Where(size => size > 0).DefaultIfEmpty(1).Min();
        return Scales.SignedLog(low, high, Math.Pow(10, Math.Floor(Math.Log10(Math.Max(least, most / Decades)))));
    }
}
