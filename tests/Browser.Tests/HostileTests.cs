using Loadgen.Analysis.Figures;
using Loadgen.Browser.Tests.Support;
using Loadgen.Cli.Reports;

namespace Loadgen.Browser.Tests;

/// <summary>What logs and workloads say is text in a page, and nothing else.</summary>
[Collection(nameof(Chromium))]
public sealed class HostileTests(Chromium chromium)
{
    private static readonly Lazy<string> Harmless = new(() => ReportWith("harmless"));

    public static TheoryData<string, string> Texts => new()
    {
        { "<script>alert(1)</script>", "a script" },
        { "</title></style></script><script>alert(1)</script>", "the ends of what surrounds it" },
        { "<img src=x onerror=alert(1)>", "an attribute that is a script" },
        { "\" onmouseover=\"alert(1)\" autofocus onfocus=\"alert(1)\" x=\"", "the end of an attribute" },
        { "' style='background:url(http://127.0.0.1:9/)' x='", "the end of an attribute of another kind" },
        { "</svg></text><svg onload=alert(1)><a href=javascript:alert(1)>x", "the end of a picture" },
        { "--><!-- ]]> <![CDATA[ <iframe src=//127.0.0.1:9/>", "comments and sections" },
        { "&lt;b&gt; &#60;i&#62; &amp;", "entities, as they are" },
        { "{{constructor.constructor('alert(1)')()}} ${alert(1)}", "templates" },
        { "\u202Ereversed\u2066 and\u200F more", "letters that turn the direction" },
        { "bell\u0007escape\u001b[31m\uFFFE", "letters that no page has" },
    };

    [SkippableTheory]
    [MemberData(nameof(Texts))]
    public async Task A_report_executes_nothing_asks_nobody_and_keeps_its_structure(string text, string reason)
    {
        await using var open = await chromium.OpenAsync(Harmless.Value);
        var expected = await StructureOf(open);
        await open.GotoAsync(ReportWith(text));
        var found = await StructureOf(open);
        await open.OpenDetailsAsync();
        await open.Page.Mouse.MoveAsync(300, 300);

        Assert.True(open.Deeds.Count == 0, $"{reason}: {string.Join('\n', open.Deeds)}");
        Assert.Equal(expected, found);
        Assert.Equal("ltr", await open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).direction"));
        Assert.DoesNotMatch("[\u202A-\u202E\u2066-\u2069]", await open.Page.ContentAsync());
    }

    [SkippableTheory]
    [MemberData(nameof(Texts))]
    public async Task A_workload_does_not_either(string text, string reason)
    {
        await using var open = await chromium.OpenAsync(Pages.WorkloadOf("harmless"));
        var expected = await StructureOf(open);
        await open.GotoAsync(Pages.WorkloadOf(text));

        Assert.True(open.Deeds.Count == 0, $"{reason}: {string.Join('\n', open.Deeds)}");
        Assert.Equal(expected, await StructureOf(open));
    }

    [SkippableTheory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_word_of_ten_thousand_letters_does_not_widen_a_page(int width)
    {
        await using var open = await chromium.OpenAsync(ReportWith(new('w', 10_000)), width);
        await open.OpenDetailsAsync();

        Assert.Equal(width, await open.WidthAsync());
        Assert.Empty(open.Deeds);
    }

    /// <summary>A report of events whose every text is that one.</summary>
    private static string ReportWith(string text)
    {
        using var database = new SomeEvents(1, [text, $"{text}2"], "AB", 1).Create();
        foreach (var column in new[] { "error", "url", "region", "priority", "dispatcher_status", "event_id", "log" })
            database.Execute($"UPDATE events SET {column} = $1", text);
        database.Execute("UPDATE events SET outcome = $1 WHERE outcome <> 'ok'", text);
        database.Execute("UPDATE runs SET workload_name = $1, workload_sha256 = $1 || scenario, loadgen_version = $1 || scenario", text);
        database.Execute("UPDATE events SET experiment_id = $1", text);
        database.Execute("UPDATE runs SET experiment_id = $1", text);
        database.Execute("INSERT INTO problems VALUES ($1, 3, $1)", text);
        database.Execute("INSERT INTO intensities SELECT DISTINCT $1, trace_hour_utc, 100 FROM runs", text);
        var (report, figures) = SomeReport.Of(database, text);
        Assert.Contains(figures, figure => figure is IntervalFigure);
        Assert.Contains(figures, figure => figure.Topic.StartsWith("Carbon", StringComparison.Ordinal));
        return ReportPage.Of(report, figures).ToString();
    }

    /// <summary>The elements of a page, each with the names of its attributes.</summary>
    private static Task<string> StructureOf(OpenPage open) => open.Page.EvaluateAsync<string>("""
        () => [...document.querySelectorAll('*')].map(element => element.tagName + ' ' + element.getAttributeNames().join(' ')).join('\n')
        """);
}
