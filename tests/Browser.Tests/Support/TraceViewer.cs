using Loadgen.Testing.Skips;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Loadgen.Browser.Tests.Support;

/// <summary>The viewer that chrome://tracing is, which Go's sources have, too.</summary>
internal static class TraceViewer
{
    private const string Address = "http://viewer.invalid/", Program = "trace_viewer_full.html", Parts = "webcomponents.min.js";

    /// <summary>Where Debian puts Go's sources, of any version.</summary>
    private const string Packages = "/usr/share";

    private const string Page = $$"""
        <html><head><script src="{{Parts}}"></script><link rel="import" href="{{Program}}"><script>
        window.addEventListener('WebComponentsReady', async () => {
            const container = document.createElement('track-view-container');
            container.id = 'track_view_container';
            const viewer = document.createElement('tr-ui-timeline-view');
            viewer.track_view_container = container;
            Polymer.dom(viewer).appendChild(container);
            Polymer.dom(document.body).appendChild(viewer);
            const model = new tr.Model();
            await new tr.importer.Import(model).importTracesWithProgressDialog([await (await fetch('trace.json')).text()]);
            viewer.model = model;
            window.model = model;
        });
        </script></head><body></body></html>
        """;

    /// <summary>Why there is none; <see langword="null"/>: there is one.</summary>
    public static string? Missing =>
        Folder is null ? $"There is no {Program}: apt-get install golang-src, or let TRACE_VIEWER name its folder." : null;

    private static string? Folder => Environment.GetEnvironmentVariable("TRACE_VIEWER") ?? (Directory.Exists(Packages)
        ? Directory.GetDirectories(Packages, "go-*")
            .SelectMany(go => new[] { $"{go}/src/cmd/trace/static", $"{go}/src/internal/trace/traceviewer/static" })
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, Program)))
        : null);

    /// <summary>Opens a trace in it.</summary>
    /// <returns>A page whose <c>model</c> is what the viewer has read.</returns>
    public static async Task<IPage> OpenAsync(IBrowserContext context, string trace)
    {
        var page = await context.NewPageAsync();
        await page.RouteAsync($"{Address}**", route => route.Request.Url[Address.Length..] switch
        {
            "" => route.FulfillAsync(new() { Body = Page, ContentType = "text/html" }),
            "trace.json" => route.FulfillAsync(new() { Path = trace, ContentType = "application/json" }),
            var part when part is Program or Parts => route.FulfillAsync(new() { Path = Path.Combine(Folder!, part) }),
            _ => route.AbortAsync(),
        });
        await page.GotoAsync(Address);
        await page.WaitForFunctionAsync("() => window.model");
        return page;
    }
}

/// <summary>Tells once why the tests are skipped.</summary>
public sealed class TraceViewerNotice(IMessageSink output) : SkipNotice(output, "the test with a trace viewer", TraceViewer.Missing);
