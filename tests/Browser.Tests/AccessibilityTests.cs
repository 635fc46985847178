using Deque.AxeCore.Playwright;
using Loadgen.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Loadgen.Browser.Tests;

/// <summary>Who does not see a page, or has no mouse, can use it too.</summary>
[Collection(nameof(Chromium))]
public sealed class AccessibilityTests(Chromium chromium)
{
    [SkippableTheory]
    [InlineData(Pages.Small)]
    [InlineData(Pages.Nothing)]
    [InlineData(Pages.Workload)]
    public async Task Axe_finds_nothing_in_light_in_the_dark_and_on_a_phone(string kind)
    {
        await using var open = await chromium.OpenAsync(Pages.Of(kind));
        await open.OpenDetailsAsync();
        foreach (var (width, colours) in new[] { (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (390, ColorScheme.Light) })
        {
            await open.Page.SetViewportSizeAsync(width, 900);
            await open.Page.EmulateMediaAsync(new() { ColorScheme = colours });

            var result = await open.Page.RunAxe();

            Assert.NotEmpty(result.Passes);
            Assert.True(result.Violations.Length == 0, $"{width}, {colours}: {string.Join('\n', result.Violations.Select(violation =>
                $"{violation.Id}: {violation.Help}: {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}"))}");
        }
    }

    [SkippableTheory]
    [InlineData(Pages.Usual)]
    [InlineData(Pages.ManyFunctions)]
    [InlineData(Pages.LongNames)]
    public async Task Each_picture_has_a_name_a_description_and_a_table(string kind)
    {
        await using var open = await chromium.OpenAsync(Pages.Of(kind));

        var pictures = await open.Page.EvaluateAsync<string[][]>("""
            () => [...document.querySelectorAll('svg[role=img]')].map(svg => [
                ...svg.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id)?.textContent ?? ''),
                svg.closest('figure').querySelector('table caption')?.textContent ?? '',
                String(svg.closest('figure').querySelectorAll('tbody tr').length)])
            """);

        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture =>
        {
            Assert.All(picture, Assert.NotEmpty);
            Assert.NotEqual("0", picture[^1]);
        });
        Assert.Distinct(pictures.Select(picture => picture[2]));
    }

    [SkippableFact]
    public async Task Headings_descend_one_level_at_a_time()
    {
        await using var open = await chromium.OpenAsync(Pages.Of(Pages.Small));

        var levels = await open.Page.EvaluateAsync<int[]>(
            "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => Number(heading.tagName[1]))");

        Assert.Equal(1, levels[0]);
        Assert.All(levels.Skip(1).Zip(levels), pair => Assert.InRange(pair.First, 2, pair.Second + 1));
    }

    [SkippableFact]
    public async Task The_keyboard_reaches_everything_and_opens_the_tables_of_pictures()
    {
        await using var open = await chromium.OpenAsync(Pages.Of(Pages.Small));
        var opened = await open.Page.Locator("details").CountAsync();
        var regions = await open.Page.Locator(".table").CountAsync();
        List<string> reached = [];
        while (reached.Count < 1000)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            var focused = await open.Page.EvaluateAsync<string>(
                "() => document.activeElement.tagName + ' ' + document.activeElement.className");
            // Once around.
            if (reached.Count > 0 && (focused == reached[0] || focused.StartsWith("BODY", StringComparison.Ordinal)))
                break;
            reached.Add(focused);
            if (focused == "SUMMARY ")
                await open.Page.Keyboard.PressAsync("Enter");
        }

        Assert.Equal("A skip", reached[0]);
        Assert.True(opened > 0);
        Assert.Equal(opened, reached.Count(focused => focused == "SUMMARY "));
        Assert.Equal(regions, reached.Count(focused => focused.StartsWith("DIV table", StringComparison.Ordinal)));
        Assert.Equal(await open.Page.Locator("h2").CountAsync(), reached.Count(focused => focused == "A "));
    }
}
