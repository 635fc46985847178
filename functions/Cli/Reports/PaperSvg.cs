using System.Globalization;
using System.Xml.Linq;
using ScottPlot;
using ScottPlot.Plottables;

namespace Loadgen.Cli.Reports;

/// <summary>
/// A picture as SVG. Skia writes dashes as many short lines, leaves them out of short ones, and complains of each on standard error; so it
/// is given whole lines, and the file's own dashes are added.
/// </summary>
internal static class PaperSvg
{
    private static readonly string Width = PaperStyle.LineWidth.ToString(CultureInfo.InvariantCulture);

    /// <param name="plot">Its lines are whole afterwards.</param>
    public static XDocument Of(Plot plot, int width, int height)
    {
        foreach (var line in plot.GetPlottables<Scatter>())
            line.LinePattern = LinePattern.Solid;
        foreach (var entry in plot.Legend.ManualItems)
            entry.LinePattern = LinePattern.Solid;

        var svg = XDocument.Parse(plot.GetSvgXml(width, height).TrimStart('\ufeff'));
        foreach (var line in svg.Descendants().Where(element => element.Attribute("stroke-width")?.Value == Width))
        {
            if (PaperStyle.DashesOf(line.Attribute("stroke")?.Value) is { Length: > 0 } dashes)
                line.SetAttributeValue("stroke-dasharray", string.Join(' ', dashes));
        }

        return svg;
    }
}
