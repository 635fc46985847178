using Microsoft.Playwright;

namespace Loadgen.Browser.Tests.Support;

/// <summary>A page in a browser, and what it did that a page of ours does not.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly DirectoryInfo _folder;

    private OpenPage(IBrowserContext context, IPage page, DirectoryInfo folder) => (_context, Page, _folder) = (context, page, folder);

    public IPage Page { get; }

    private string FileName => Path.Combine(_folder.FullName, "page.html");

    private string Address => new Uri(FileName).AbsoluteUri;

    /// <summary>Dialogs, messages on the console, errors, requests other than for the page itself.</summary>
    public List<string> Deeds { get; } = [];

    public static async Task<OpenPage> OfAsync(IBrowserContext context, string html)
    {
        var open = new OpenPage(context, await context.NewPageAsync(), Directory.CreateTempSubdirectory("loadgen-page-"));
        open.Page.Console += (_, message) => open.Deeds.Add($"console: {message.Text}");
        open.Page.PageError += (_, error) => open.Deeds.Add($"error: {error}");
        open.Page.Dialog += async (_, dialog) =>
        {
            open.Deeds.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        open.Page.Request += (_, request) =>
        {
            if (request.Url != open.Address)
                open.Deeds.Add($"request: {request.Url}");
        };
        await open.GotoAsync(html);
        return open;
    }

    /// <summary>Shows another page in the place of this one.</summary>
    public async Task GotoAsync(string html)
    {
        await File.WriteAllTextAsync(FileName, html);
        await Page.GotoAsync(Address);
    }

    /// <summary>Opens all that can be opened.</summary>
    public Task OpenDetailsAsync() => Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");

    /// <summary>How wide the page is, in pixels: wider than its window where it has to be scrolled.</summary>
    public Task<int> WidthAsync() => Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth");

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
