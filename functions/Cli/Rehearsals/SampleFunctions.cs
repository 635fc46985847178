using Google.Cloud.Functions.Hosting;
using Google.Cloud.Storage.V1;
using Loadgen.Cli.Rehearsals.Hosts;
using Loadgen.Samples;
using Loadgen.Samples.Logs;
using Loadgen.Trace;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Cli.Rehearsals;

/// <summary>The sample functions and the sample dispatcher, each in a host of its own.</summary>
internal sealed class SampleFunctions : IAsyncDisposable
{
    private readonly List<FunctionHost> _hosts = [];
    private readonly List<HostLog> _logs = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, Uri>> _urls = new(StringComparer.Ordinal);
    private readonly HostSurroundings _surroundings;

    private SampleFunctions(HostSurroundings surroundings) => _surroundings = surroundings;

    /// <summary>Function → region → URL.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Uri>> Urls => _urls;

    /// <summary>The dispatcher's URL.</summary>
    public Uri Dispatcher { get; private set; } = null!;

    /// <summary>Starts all five.</summary>
    /// <param name="surroundings">What they are given in place of the cloud.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<SampleFunctions> StartAsync(HostSurroundings surroundings, CancellationToken cancellationToken)
    {
        var samples = new SampleFunctions(surroundings);
        try
        {
            await samples.StartAsync<HealthCheck>(TraceFunction.HealthCheck, cancellationToken);
            await samples.StartAsync<CryptoKeyGen>(TraceFunction.CryptoKeyGen, cancellationToken);
            await samples.StartAsync<ImageFormatConverter>(TraceFunction.ImageConverter, cancellationToken);
            await samples.StartAsync<VideoTranscoder>(TraceFunction.VideoTranscoder, cancellationToken);
            var urls = System.Text.Json.JsonSerializer.Serialize(samples.Urls);
            samples.Dispatcher = await samples.StartAsync<Dispatcher>(
                "dispatcher", new DispatcherStartup(), new Dictionary<string, string?> { ["FUNCTION_URLS_JSON"] = urls }, cancellationToken);
            return samples;
        }
        catch
        {
            await samples.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hosts.Select(host => host.DisposeAsync().AsTask()));
        foreach (var log in _logs)
            log.Dispose();
    }

    private async Task StartAsync<TFunction>(string functionId, CancellationToken cancellationToken)
        where TFunction : class
    {
        var address = await StartAsync<TFunction>(functionId, new SamplesStartup(), new Dictionary<string, string?>(), cancellationToken);
        _urls[functionId] = SampleExperiments.UrlsOf(functionId, address);
    }

    private async Task<Uri> StartAsync<TFunction>(
        string name, FunctionsStartup startup, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
        where TFunction : class
    {
        var log = _surroundings.OpenLog($"sample-{name}");
        _logs.Add(log);
        var overrides = new HostOverrides(
            services => services
                .AddSingleton(_surroundings.Clock)
                .AddSingleton<StorageClient>(_ => _surroundings.CreateStorageClient())
                .AddSingleton<RequestLog>(line => log.Write(line.ToString())),
            log);
        var host = await FunctionHost.StartAsync<TFunction>(startup, overrides, variables, cancellationToken);
        _hosts.Add(host);
        return host.Address;
    }
}
