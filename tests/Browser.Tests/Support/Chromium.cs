using Loadgen.Testing.Skips;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Loadgen.Browser.Tests.Support;

/// <summary>The machine's own Chromium, without a window; one for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>How long to wait for anything, in milliseconds: Playwright's own 30 s are too few where others use the machine.</summary>
    private const float Patience = 300_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why there is none; <see langword="null"/>: there is one.</summary>
    internal static string? Missing =>
        File.Exists(Program) ? null : $"There is no {Program}: apt-get install chromium, or let CHROMIUM name another.";

    private static string Program => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    public async Task InitializeAsync()
    {
        if (Missing is not null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments, Timeout = Patience });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a page as a file, as its readers do. Skips the test where there is no browser.</summary>
    /// <param name="width">Of the window, in pixels.</param>
    internal async Task<OpenPage> OpenAsync(string html, int width = 1280, bool isDark = false) =>
        await OpenPage.OfAsync(await NewContextAsync(width, isDark), html);

    /// <summary>Pages that share nothing with others. Skips the test where there is no browser.</summary>
    internal async Task<IBrowserContext> NewContextAsync(int width = 1280, bool isDark = false)
    {
        Skip.If(Missing is not null, Missing);
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
        });
        context.SetDefaultTimeout(Patience);
        return context;
    }
}

/// <summary>Tells once why the tests are skipped.</summary>
public sealed class ChromiumNotice(IMessageSink output) : SkipNotice(output, "the tests with Chromium", Chromium.Missing);

/// <summary>Tests that share the browser, one after the other: a second one at the same time helps nobody.</summary>
[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumTests : ICollectionFixture<Chromium>, ICollectionFixture<ChromiumNotice>;
