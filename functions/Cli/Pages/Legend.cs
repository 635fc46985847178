namespace Loadgen.Cli.Pages;

/// <summary>Which mark is what, beside a plot.</summary>
internal static class Legend
{
    /// <summary>Lines and their marks.</summary>
    public static Html OfLines(IEnumerable<(string Name, int Style)> series) => Of(series.Select(one => (one.Name, LineSample(one.Style))));

    /// <summary>Lines without marks, and marks without lines.</summary>
    public static Html OfLinesAndMarks(IEnumerable<(string Name, int Style)> lines, IEnumerable<(string Name, int Style)> marks) => Of(
    [
        .. lines.Select(one => (one.Name, Sample(Html.Of($"""<path class="line s{one.Style % SeriesMarks.Styles}" d="M0 5H40"/>""")))),
        .. marks.Select(one => (one.Name, Sample(DotSample(one.Style, 10)))),
    ]);

    /// <summary>Parts of bars.</summary>
    public static Html OfParts(IEnumerable<string> parts) => Of(parts.Select((name, i) => (
        name, Sample(Html.Of($"""<rect class="part p{i}" x="10" y="0" width="20" height="10"/>""")))));

    private static Html LineSample(int style) =>
        Sample(Html.Of($"""<path class="line s{style % SeriesMarks.Styles}" d="M0 5H40"/>{DotSample(style, 7)}"""));

    private static Html DotSample(int style, int size)
    {
        var kind = style % SeriesMarks.Styles;
        return Html.Of($"""
            <path class="dot s{kind}" stroke-width="{size}" d="M20 5h.01"/>
            {(kind is 2 or 3 or 5 ? Html.Of($"""<path class="hole s{kind}" stroke-width="{size * 0.5:0.#}" d="M20 5h.01"/>""") : default)}
            """);
    }

    private static Html Sample(Html marks) => Html.Of($"""<svg viewBox="0 0 40 10" aria-hidden="true">{marks}</svg>""");

    private static Html Of(IEnumerable<(string Name, Html Sample)> entries) => Html.Of($"""
        <ul class="legend">{entries.Select(entry => Html.Of($"<li>{entry.Sample}<bdi>{entry.Name}</bdi></li>"))}</ul>
        """);
}
