using System.Text.Json.Nodes;
using Loadgen.Calls;
using Loadgen.Functions.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Functions.Tests.Secrets;

/// <summary>
/// A whole run, tick to complete line, with a secret in every place that takes one, against targets that say what they were sent; and
/// everything that it wrote.
/// </summary>
internal static class SecretRun
{
    public const string Bearer = "s3cr3t-bearer-Vq8";
    public const string Header = "s3cr3t header, \"quoted\" & <odd> Wz5";
    public const string DispatcherBearer = "s3cr3t-dispatcher-Rk2";
    public const string DispatcherHeader = "s3cr3t-dispatcher-header-Jm4";
    public const string IdToken = "eyJhbGciOiJub25lIn0.czNjcjN0LWlkLVRuNg.czNjcjN0LXNpZy1Qbzk";
    public const string Signature = "s3cr3t%2Fsig-Lx1";
    public const string DispatcherSignature = "s3cr3t-dispatcher-sig-Hb7";

    /// <summary>In a URL that a dispatcher answers, and that nobody has configured.</summary>
    public const string AnsweredSignature = "s3cr3t-answered-sig-Cy3";

    /// <summary>The secrets, and what of them is one by itself.</summary>
    public static IReadOnlyList<string> All { get; } =
        [
            "s3cr3t", Bearer, Header, DispatcherBearer, DispatcherHeader, IdToken, .. IdToken.Split('.'), Signature, DispatcherSignature,
            AnsweredSignature, "\"quoted\" & <odd>",
        ];

    /// <summary>Runs the hour.</summary>
    /// <param name="authMode"><c>AUTH_MODE</c>.</param>
    /// <param name="target">What is called.</param>
    public static async Task<WrittenByRun> PlayAsync(string scenario, string authMode, LoopbackTarget target)
    {
        var clock = TestClocks.From(13, 20);
        await using var storage = await EmbeddedStorage.StartAsync(clock);
        var variables = Variables.Of(
            scenario,
            ("LOG_GCS_BUCKET", EmbeddedStorage.Bucket),
            ("AUTH_MODE", authMode),
            ("AUTH_BEARER_TOKEN", Bearer),
            ("EXTRA_HEADERS_JSON", new JsonObject { ["X-Api-Key"] = Header, ["X-Short"] = "on" }.ToJsonString()),
            ("DISPATCHER_AUTH_BEARER_TOKEN", DispatcherBearer),
            ("DISPATCHER_EXTRA_HEADERS_JSON", new JsonObject { ["X-Dispatcher-Key"] = DispatcherHeader }.ToJsonString()),
            ("FUNCTION_URLS_JSON", Variables.Urls(id => $"{target.Origin}/{id}?v=1&sig={Signature}")),
            ("DISPATCHER_URL", $"{target.Origin}/dispatch?sig={DispatcherSignature}"));
        using var planner = FunctionServer.Planner(variables, clock, storage.Register);
        using var invoker = FunctionServer.Invoker(variables, clock, services =>
        {
            storage.Register(services);
            services.AddSingleton<IIdTokenSource>(new OneToken());
        });

        using (var tick = Pushes.Push("{}"))
            Assert.Equal(200, await planner.SendAsync(tick));
        foreach (var (index, (_, message)) in planner.Publisher.Published.Index())
        {
            using var push = Pushes.Push(message, $"e-{index}");
            Assert.Equal(200, await invoker.SendAsync(push));
        }

        using (var poison = Pushes.Push("poison"))
            Assert.Equal(400, await invoker.SendAsync(poison));
        return new(
            storage.LogLines(),
            [
                .. storage.Files().SelectMany(file => new[] { file.Key, file.Value }),
                .. planner.Lines.Concat(invoker.Lines).Select(line => line.ToString()),
                .. planner.Log.Entries.Concat(invoker.Log.Entries).Select(entry => entry.ToString()),
                .. planner.Publisher.Published.Select(pair => pair.Message.ToString()),
            ]);
    }

    private sealed class OneToken : IIdTokenSource
    {
        public Task<string> GetTokenAsync(Uri origin, CancellationToken cancellationToken) => Task.FromResult(IdToken);
    }
}

/// <summary>What a run left behind.</summary>
/// <param name="LogLines">Its log object.</param>
/// <param name="Texts">All texts, that one's included.</param>
internal sealed record WrittenByRun(IReadOnlyList<string> LogLines, IReadOnlyList<string> Texts);
