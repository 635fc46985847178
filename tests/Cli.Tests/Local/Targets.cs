using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Cli.Tests.Local;

/// <summary>An operator's own functions, by their paths: how long each takes, and what it answers.</summary>
internal sealed class Targets : IAsyncDisposable
{
    /// <summary>Takes 1.2 s.</summary>
    public const string Slow = "slow";

    /// <summary>Takes 2.5 s.</summary>
    public const string Slower = "slower";

    /// <summary>Answers 500 at once.</summary>
    public const string Broken = "broken";

    /// <summary>Never answers.</summary>
    public const string Mute = "mute";

    private readonly WebApplication _server;

    private Targets(WebApplication server) => _server = server;

    /// <summary>Where they are.</summary>
    public string Address => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<Targets> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        return new(server);
    }

    /// <summary>An env file that calls each of the hour's functions at one of them.</summary>
    /// <param name="paths">Of the health check, the key generator, the image converter and the video transcoder.</param>
    public string EnvFile(string scenario, params string[] paths)
    {
        string[] functions = ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"];
        var urls = functions.Zip(paths, (function, path) => $"    \"{function}\": {{\"us-east1\": \"{Address}/{path}\"}}");
        return $"""
            EXPERIMENT_ID: "own-functions"
            SCENARIO: "{scenario}"
            IMAGE_GCS_URI: "gs://inputs/image.png"
            VIDEO_GCS_URI: "gs://inputs/clips/video.mp4"
            FIXED_REGION: "us-east1"
            TIMEOUT_S: "8"
            FUNCTION_URLS_JSON: |
              {"{"}
            {string.Join(",\n", urls)}
              {"}"}
            """;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!.Trim('/');
        var time = path switch
        {
            Slow => TimeSpan.FromSeconds(1.2),
            Slower => TimeSpan.FromSeconds(2.5),
            Mute => Timeout.InfiniteTimeSpan,
            _ => TimeSpan.Zero,
        };
        await Task.Delay(time, TimeProvider.System, http.RequestAborted);
        http.Response.StatusCode = path is Broken ? 500 : 200;
        await http.Response.WriteAsync("{}");
    }
}
