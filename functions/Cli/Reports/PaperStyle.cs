using ScottPlot;
using ScottPlot.Hatches;
using ScottPlot.Plottables;

namespace Loadgen.Cli.Reports;

/// <summary>How series and parts look on paper: each in a colour, a pattern and a mark, which tell it apart without colour.</summary>
internal sealed record PaperStyle(Color Color, float[] Dashes, MarkerShape Shape, bool IsFilled)
{
    public const float MarkSize = 6, LineWidth = 1.5f;

    private static readonly PaperStyle[] Styles =
    [
        new(Color.FromHex("#0072b2"), [], MarkerShape.FilledCircle, true),
        new(Color.FromHex("#c44601"), [7, 3], MarkerShape.FilledSquare, true),
        new(Color.FromHex("#00795a"), [2, 3], MarkerShape.FilledCircle, false),
        new(Color.FromHex("#aa3377"), [10, 3, 2, 3], MarkerShape.FilledSquare, false),
        new(Color.FromHex("#000000"), [14, 4], MarkerShape.FilledTriangleUp, true),
        new(Color.FromHex("#7a6200"), [4, 2, 1, 2], MarkerShape.FilledTriangleDown, false),
    ];

    // From dark to light, and each with a hatch of its own where it is needed.
    private static readonly (Color Color, IHatch? Hatch)[] Parts =
    [
        (Color.FromHex("#0b3c6f"), null),
        (Color.FromHex("#2f74b5"), new Striped(StripeDirection.DiagonalUp)),
        (Color.FromHex("#7db0dc"), null),
        (Color.FromHex("#c3dcf0"), new Dots()),
        (Color.FromHex("#ffffff"), null),
    ];

    public LinePattern Pattern => Dashes.Length == 0 ? LinePattern.Solid : new(Dashes, 0, "");

    /// <summary>The dashes of the series that has this colour in an SVG.</summary>
    public static float[] DashesOf(string? stroke)
    {
        // It has a name for black.
        var colour = stroke == "black" ? "#000000" : stroke;
        return Array.Find(Styles, style => style.Color.ToHex().Equals(colour, StringComparison.OrdinalIgnoreCase))?.Dashes ?? [];
    }

    public static PaperStyle Of(int style) => Styles[style % Styles.Length];

    public void Apply(MarkerStyle mark, float size)
    {
        (mark.Shape, mark.Size, mark.FillColor) = (Shape, size, IsFilled ? Color : Colors.White);
        (mark.OutlineColor, mark.OutlineWidth) = (Color, 1.2f);
    }

    /// <summary>An entry of a legend.</summary>
    public LegendItem Sample(string name, bool hasLine, bool hasMark)
    {
        var item = new LegendItem { LabelText = name, LineColor = Color, LinePattern = Pattern, LineWidth = hasLine ? LineWidth : 0 };
        if (hasMark)
            Apply(item.MarkerStyle, MarkSize);
        return item;
    }

    /// <summary>An entry of a legend for a part of bars.</summary>
    public static LegendItem Swatch(string name, int part) => new()
    {
        LabelText = name,
        FillColor = Parts[part % Parts.Length].Color,
        FillHatch = Parts[part % Parts.Length].Hatch,
        FillHatchColor = Colors.White,
        OutlineColor = Colors.Black,
        OutlineWidth = 0.7f,
    };

    public static void Fill(Rectangle part, int index)
    {
        (part.FillColor, part.FillHatch) = Parts[index % Parts.Length];
        (part.FillHatchColor, part.LineColor, part.LineWidth) = (Colors.White, Colors.Black, 0.7f);
    }
}
