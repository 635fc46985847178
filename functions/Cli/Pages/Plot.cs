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

    /// <summary>The upper end of the vertical axis, whose lower end is 0.</summary>
    public required Axis Vertical { get; init; }

    /// <summary>The right end of the horizontal axis, whose left end is 0.</summary>
    public required Axis Horizontal { get; init; }

    /// <summary>What the axes count.</summary>
    public required string Caption { get; init; }

    /// <summary>What is drawn.</summary>
    public required Html Marks { get; init; }

    /// <summary>The figure.</summary>
    public Html Draw() => Html.Of($"""
        <figure>
        <figcaption>{Caption}</figcaption>
        <div class="plot">
        <div class="y" aria-hidden="true"><i>{Axis.Label(Vertical.Ticks[^1])}</i>{Vertical.Ticks.Select(YLabel)}</div>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-labelledby="{Id}-title {Id}-desc">
        <title id="{Id}-title">{Title}</title>
        <desc id="{Id}-desc">{Description}</desc>
        {Vertical.Ticks.Select(GridLine)}
        {Marks}
        </svg>
        <div class="x" aria-hidden="true">{Horizontal.Ticks.Select(XLabel)}</div>
        </div>
        </figure>
        """);

    private Html YLabel(double tick) =>
        Html.Of($"""<span style="bottom:{100 * Vertical.PartOf(tick):0.##}%">{Axis.Label(tick)}</span>""");

    private Html XLabel(double tick, int index)
    {
        // On a phone there is room for half of them.
        var kind = index % 2 == 0 ? "major" : "minor";
        return Html.Of($"""<span class="{kind}" style="left:{100 * Horizontal.PartOf(tick):0.##}%">{Axis.Label(tick)}</span>""");
    }

    private Html GridLine(double tick)
    {
        var y = Side * (1 - Vertical.PartOf(tick));
        return Html.Of($"""<line class="grid" x1="0" x2="{Side}" y1="{y:0.##}" y2="{y:0.##}"/>""");
    }
}
