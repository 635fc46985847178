using System.Xml.Linq;
using Loadgen.Analysis.Figures;
using Loadgen.Cli.Reports;

namespace Loadgen.Cli.Tests.Reports;

/// <summary>Pictures for papers. What they look like is for people to judge.</summary>
public sealed class PaperFiguresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static FigureTable NoTable => new([], []);

    public static TheoryData<string> Kinds => [.. Figures.Keys];

    private static Dictionary<string, Figure> Figures { get; } = new List<Figure>
    {
        new LineFigure("lines", "lines", "")
        {
            Topic = "",
            Table = NoTable,
            Horizontal = new("latency (ms)", FigureScale.Log),
            Vertical = new("share", FigureScale.Share),
            Lines = [new("A", 0, [new(1, 0), new(100, 1)]), new("B & <B>", 1, [new(2, 0.1), new(50, 1)])],
            IsSteps = true,
        },
        new LineFigure("times", "times", "")
        {
            Topic = "",
            Table = NoTable,
            Horizontal = new("time", FigureScale.Time),
            Vertical = new("g/kWh"),
            Lines = [new("europe-north2", 7, [new(0, 20), new(3600, 30), new(86_400, 25)])],
            Marks = [new("A", 2, [new(0, 20, 20, 20, 1), new(3600, 30, 30, 30, 900)])],
            LongestStep = 4000,
        },
        new IntervalFigure("intervals", "intervals", "")
        {
            Topic = "",
            Table = NoTable,
            Horizontal = new("difference (ms)", FigureScale.SignedLog),
            Rows = [new("f", 0, -3, -5, 1, IsShown: false), new(new('g', 200), 1, 400, 300, 500, IsShown: true)],
        },
        new StackedFigure("stack", "stack", "")
        {
            Topic = "",
            Table = NoTable,
            Horizontal = new("ms"),
            Parts = ["name", "connection", "TLS", "wait", "body"],
            Bars = [new("A", [1, 2, 3, 4, 5]), new("B", [0, 0, 0, 0, 0])],
        },
        new GridFigure("grid", "grid", "")
        {
            Topic = "",
            Table = NoTable,
            Horizontal = "hour",
            Columns = ["00", "01", "02"],
            Rows = [new("us-east1", [1, 0, 9])],
        },
    }.ToDictionary(figure => figure.Id);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_is_written_as_vectors_with_text_and_as_dots(string kind)
    {
        PaperFigures.Write([Figures[kind]], Path.Combine(_folder.Path, "figures"));

        var svg = XDocument.Load(Path.Combine(_folder.Path, "figures", $"{kind}.svg")).Root!;
        Assert.Equal("400", svg.Attribute("width")?.Value);
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "text");
        var png = File.ReadAllBytes(Path.Combine(_folder.Path, "figures", $"{kind}.png"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal(1000, (png[18] << 8) + png[19]);
    }

    [Fact]
    public void A_series_has_its_dashes_and_its_entry_in_the_legend_too()
    {
        PaperFigures.Write([Figures["lines"]], _folder.Path);

        var dashed = XDocument.Load(Path.Combine(_folder.Path, "lines.svg")).Descendants()
            .Where(element => element.Attribute("stroke-dasharray") is not null)
            .Select(element => (element.Attribute("stroke")!.Value, element.Attribute("stroke-dasharray")!.Value));
        // The first series is whole.
        Assert.Equal([("#C44601", "7 3"), ("#C44601", "7 3")], dashed);
    }

    [Theory]
    [InlineData("DejaVu Sans,Liberation Sans", "Liberation Sans", "what papers look like")]
    [InlineData("Noto Emoji,Comic Neue", "Noto Emoji", "any is better than none")]
    public void Words_are_set_in_a_font_that_the_machine_has(string fonts, string expected, string reason) =>
        Assert.True(PaperAxes.FontOf(fonts.Split(',')) == expected, reason);

    [Fact]
    public void A_machine_without_fonts_is_told_what_it_lacks() =>
        Assert.Contains("no fonts", Assert.Throws<UsageException>(() => PaperAxes.FontOf([])).Message, StringComparison.Ordinal);

    [Fact]
    public void Legends_have_a_line_for_what_does_not_fit_beside_each_other()
    {
        var one = PaperAxes.LegendHeight(["A", "B"], width: 400);

        Assert.Equal(one * 2, PaperAxes.LegendHeight(["europe-north2", "europe-west1", "us-east1", "A"], width: 400));
    }
}
