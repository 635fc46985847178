using Loadgen.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Loadgen.Browser.Tests;

/// <summary>
/// Pages on a screen, a phone and paper. Where the variable SCREENSHOTS names a folder,
/// pictures of them are left there for people to look at.
/// </summary>
[Collection(nameof(Chromium))]
public sealed class LayoutTests(Chromium chromium)
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("SCREENSHOTS");

    [SkippableTheory]
    [InlineData(Pages.Usual, 1280)]
    [InlineData(Pages.Usual, 390)]
    [InlineData(Pages.OneFunction, 390)]
    [InlineData(Pages.ManyFunctions, 390)]
    [InlineData(Pages.LongNames, 1280)]
    [InlineData(Pages.LongNames, 390)]
    [InlineData(Pages.OneEvent, 390)]
    [InlineData(Pages.AllFailed, 390)]
    [InlineData(Pages.Workload, 390)]
    public async Task Nothing_sticks_out_and_no_labels_overlap(string kind, int width)
    {
        await using var open = await chromium.OpenAsync(Pages.Of(kind), width);
        await PhotographAsync(open, $"{kind}-{width}");
        await open.OpenDetailsAsync();

        Assert.Equal(width, await open.WidthAsync());
        Assert.Empty(await open.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.x, .y')].flatMap(axis => {
                const boxes = [...axis.querySelectorAll('span')].map(label => [label.getBoundingClientRect(), label.textContent])
                    .filter(([box]) => box.width > 0);
                return boxes.slice(1).filter(([box], i) => {
                    const before = boxes[i][0];
                    return box.left < before.right && before.left < box.right && box.top < before.bottom && before.top < box.bottom;
                }).map(([, text]) => axis.className + ': ' + text + ' in ' + axis.textContent);
            })
            """));
    }

    [SkippableTheory]
    [InlineData(Pages.Usual)]
    [InlineData(Pages.LongNames)]
    [InlineData(Pages.Workload)]
    public async Task Paper_has_all_tables_whole(string kind)
    {
        const int a4WithMargins = 718;
        await using var open = await chromium.OpenAsync(Pages.Of(kind), a4WithMargins);
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        if (Screenshots is not null)
            await open.Page.PdfAsync(new() { Path = Path.Combine(Screenshots, $"{kind}.pdf"), Format = "A4" });

        var tables = await open.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.table')].map(region => {
                const [table, box] = [region.firstElementChild.getBoundingClientRect(), region.getBoundingClientRect()];
                const isWhole = table.height > 0 && table.height <= box.height + 1 && table.right <= innerWidth;
                return isWhole ? '' : region.getAttribute('aria-label');
            })
            """);

        Assert.NotEmpty(tables);
        Assert.All(tables, Assert.Empty);
    }

    [SkippableFact]
    public async Task The_dark_has_another_paper()
    {
        await using var light = await chromium.OpenAsync(Pages.Of(Pages.Usual));
        await using var dark = await chromium.OpenAsync(Pages.Of(Pages.Usual), isDark: true);
        await PhotographAsync(dark, "dark");

        Assert.Equal(("rgb(255, 255, 255)", "rgb(21, 24, 28)"), (await PaperOf(light), await PaperOf(dark)));
    }

    private static Task<string> PaperOf(OpenPage open) =>
        open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    private static async Task PhotographAsync(OpenPage open, string name)
    {
        if (Screenshots is not null)
            await open.Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"{name}.png"), FullPage = true });
    }
}
