namespace Loadgen.Cli.Pages;

/// <summary>
/// A picture of values along an axis. Its marks are drawn in a square of a thousand units, which is stretched to the page; labels are text
/// of the page beside it, and as large on a phone as on paper.
/// </summary>
/// <param name="Id">A word of the page's own.</param>
/// <param name="Title">What it shows, for those who do not see it.</param>
/// <param name="Description">What is to be seen in it, for the same.</param>
internal sealed record Plot(string Id, string Title, string Description)
{
    /// <summary>The side of the square.</summary>
    public const double Side = 1000;

    /// <summary>How high a row is, in lines of text.</summary>
    private const double RowHeight = 2.4;

    /// <summary>The vertical axis. Where there are <see cref="Rows"/>, it has no ticks.</summary>
    public required Axis Vertical { get; init; }

    /// <summary>The horizontal axis.</summary>
    public required Axis Horizontal { get; init; }

    /// <summary>What the picture is.</summary>
    public required string Caption { get; init; }

    /// <summary>What is drawn.</summary>
    public required Html Marks { get; init; }

    /// <summary>The names of rows of equal height, from top to bottom.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>What the vertical axis counts, where the caption does not say it.</summary>
    public string VerticalLabel { get; init; } = "";

    /// <summary>What the horizontal axis counts, likewise.</summary>
    public string HorizontalLabel { get; init; } = "";

    /// <summary>Whether lines rise from the horizontal axis's ticks.</summary>
    public bool HasVerticalGrid { get; init; }

    /// <summary>Which mark is what.</summary>
    public Html Legend { get; init; }

    /// <summary>What follows the picture, such as its table.</summary>
    public Html After { get; init; }

    /// <summary>The figure.</summary>
    public Html Draw() => Html.Of($"""
        <figure>
        <figcaption>{Caption}</figcaption>
        {Legend}
        {LabelOf("y-label", VerticalLabel)}
        <div class="{(Rows.Count > 0 ? "plot rows" : "plot")}">
        <div class="y" aria-hidden="true">{YLabels()}</div>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-labelledby="{Id}-title {Id}-desc"{Height()}>
        <title id="{Id}-title">{Title}</title>
        <desc id="{Id}-desc">{Description}</desc>
        {Vertical.Ticks.Select(GridLine)}
        {(HasVerticalGrid ? Horizontal.Ticks.Select(VerticalGridLine) : [])}
        {Marks}
        </svg>
        <div class="x" aria-hidden="true">{Horizontal.Ticks.Select(XLabel)}</div>
        {LabelOf("x-label", HorizontalLabel)}
        </div>
        {After}
        </figure>
        """);

    private Html Height() => Rows.Count == 0 ? default : Html.Of($" style=\"height:{Rows.Count * RowHeight:0.##}rem\"");

    private static Html LabelOf(string kind, string label) =>
        label.Length == 0 ? default : Html.Of($"""<div class="{kind}" aria-hidden="true">{label}</div>""");

    // The widest label, unseen, keeps room for all of them.
    private Html YLabels() => Rows.Count > 0
        ? Html.Of($"<i>{Rows.MaxBy(row => row.Length)}</i>{Rows.Select(RowLabel)}")
        : Html.Of($"<i>{Vertical.Ticks.Select(Vertical.Label).MaxBy(label => label.Length)}</i>{Vertical.Ticks.Select(YLabel)}");

    private Html RowLabel(string row, int index) =>
        Html.Of($"""<b style="top:{100.0 * index / Rows.Count:0.##}%;height:{100.0 / Rows.Count:0.##}%"><bdi>{row}</bdi></b>""");

    private Html YLabel(double tick) =>
        Html.Of($"""<span style="bottom:{100 * Vertical.PartOf(tick):0.##}%">{Vertical.Label(tick)}</span>""");

    private Html XLabel(double tick, int index)
    {
        var part = Horizontal.PartOf(tick);
        // On a phone there is room for half of them; and a label at an end stays within the picture.
        var kind = (index % 2 == 0 ? "major" : "minor") + (part < 0.02 ? " first" : part > 0.98 ? " last" : "");
        return Html.Of($"""<span class="{kind}" style="left:{100 * part:0.##}%">{Horizontal.Label(tick)}</span>""");
    }

    private Html GridLine(double tick)
    {
        var y = Side * (1 - Vertical.PartOf(tick));
        return Html.Of($"""<line class="grid" x1="0" x2="{Side}" y1="{y:0.##}" y2="{y:0.##}"/>""");
    }

    private Html VerticalGridLine(double tick)
    {
        var x = Side * Horizontal.PartOf(tick);
        return Html.Of($"""<line class="grid" x1="{x:0.##}" x2="{x:0.##}" y1="0" y2="{Side}"/>""");
    }
}
