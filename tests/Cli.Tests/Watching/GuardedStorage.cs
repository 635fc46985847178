using System.Net;
using Loadgen.Emulation.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Cli.Tests.Watching;

/// <summary>Stands before a Cloud Storage, for readers that may read logs and nothing else.</summary>
internal sealed class GuardedStorage : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _behind;

    private GuardedStorage(WebApplication server, Uri behind)
    {
        _server = server;
        _behind = new() { BaseAddress = new(behind, "/") };
        server.Run(AnswerAsync);
    }

    public string Address => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<GuardedStorage> StartAsync(StorageServer behind)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var guard = new GuardedStorage(builder.Build(), behind.BaseUri);
        await guard._server.StartAsync();
        return guard;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _behind.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var target = $"{http.Request.Path.ToUriComponent()}{http.Request.QueryString}";
        if (target.Contains("-state", StringComparison.Ordinal))
        {
            http.Response.StatusCode = (int)HttpStatusCode.Forbidden;
            await http.Response.WriteAsync("""{"error":{"code":403,"message":"storage.objects.get is missing."}}""");
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(target.TrimStart('/'), UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Range", http.Request.Headers.Range.ToString());
        using var answer = await _behind.SendAsync(request);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await http.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
    }
}
