using System.Globalization;
using System.Xml.Linq;
using Loadgen.Analysis.Workloads;
using Loadgen.Cli.Workloads;
using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Cli.Tests.Workloads;

public sealed class WorkloadPageTests
{
    private const string Hostile = "</title><script>alert(1)</script><img src=x onerror=\"alert(2)\"> ' & <!-- ]]>";

    [Fact]
    public void A_hostile_name_is_text_and_nothing_else()
    {
        var page = PageOf(new(Hostile, [Function(24 * 60) with { Traits = new("\"><script>") }]));

        Assert.Equal(Hostile, page.Descendants("title").First().Value);
        Assert.Equal(Hostile, page.Descendants("h1").Single().Value);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "img" or "link" or "iframe");
        Assert.DoesNotContain(
            page.Descendants().Attributes(),
            attribute => attribute.Name.LocalName is "src" or "href" or "style" && attribute.Value.Contains(':', StringComparison.Ordinal)
                && !attribute.Value.EndsWith('%')
                || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60, 1, 0)]
    [InlineData(24 * 60, 2, 24)]
    [InlineData(1000 * 60, 2, 334)]
    public void A_picture_has_a_name_a_description_and_a_table_beside_it(int minutes, int pictures, int bars)
    {
        var page = PageOf(new("trace", [Function(minutes)]));

        var plots = page.Descendants("svg").Where(svg => svg.Attribute("role")?.Value == "img").ToList();
        Assert.Equal(pictures, plots.Count);
        Assert.All(plots, plot =>
        {
            var named = plot.Attribute("aria-labelledby")!.Value.Split(' ')
                .Select(id => page.Descendants().Single(element => element.Attribute("id")?.Value == id)).ToList();
            Assert.Equal(["title", "desc"], named.Select(element => element.Name.LocalName));
            Assert.All(named, element => Assert.NotEmpty(element.Value));
            Assert.NotNull(plot.Ancestors("div").First(div => div.Attribute("class")?.Value == "pair").Descendants("table").Single());
        });
        Assert.Equal(bars, plots.Descendants("rect").Count());
        Assert.All(page.Descendants("table"), table => Assert.Equal("0", table.Parent!.Attribute("tabindex")?.Value));
    }

    [Fact]
    public void Bars_are_as_high_as_their_hours_calls()
    {
        var page = PageOf(new("two hours", [new("f", new PerMinuteSchedule([30, .. new int[59], 10], Arrival.Poisson), [])]));

        var bars = page.Descendants("svg").Single(svg => svg.Attribute("aria-labelledby")?.Value == "hours-title hours-desc")
            .Elements("rect").ToList();
        Assert.Equal([1000, 333.33], bars.Select(bar => Number(bar, "height")));
        Assert.Equal([0, 666.67], bars.Select(bar => Number(bar, "y")));
        Assert.Equal(["00:00: 30 calls", "01:00: 10 calls"], bars.Select(bar => bar.Element("title")!.Value));
    }

    [Fact]
    public void The_area_goes_through_each_minute_and_back()
    {
        var page = PageOf(new("an hour", [new("f", new PerMinuteSchedule([2, 1], Arrival.Poisson), [])]));

        var path = page.Descendants("path").Single().Attribute("d")!.Value;
        Assert.StartsWith("M0 1000V0H16.67V500H33.33V1000H50V", path, StringComparison.Ordinal);
        Assert.EndsWith("V1000H1000V1000Z", path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workload_without_calls_in_it_is_a_page_too()
    {
        var page = PageOf(new("silent", [new("f", new PerMinuteSchedule([0], Arrival.Poisson), [])]));

        Assert.Equal("0 calls", page.Descendants("dd").First().Nodes().OfType<XText>().First().Value);
    }

    private static WorkloadFunction Function(int minutes) =>
        new("f", new PerMinuteSchedule([.. Enumerable.Range(0, minutes).Select(minute => minute % 7)], Arrival.Poisson), []);

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static XDocument PageOf(Workload workload) =>
        XDocument.Parse(WorkloadPage.Of(new(WorkloadSummary.Of(workload), new(), ShownFunctions: 20)).ToString());
}
