using Google.Cloud.Functions.Hosting;
using Loadgen.Cli.Rehearsals.Hosts;
using Loadgen.Samples;
using Loadgen.Samples.Logs;
using Loadgen.Trace;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Cli.Rehearsals;

/// <summary>The sample functions and the sample dispatcher, each in a host of its own.</summary>
internal sealed class SampleFunctions(HostSurroundings surroundings) : IAsyncDisposable
{
    private readonly List<FunctionHost> _hosts = [];
    private readonly Dictionary<string, Uri> _addresses = new(StringComparer.Ordinal);

    /// <summary>Function → where it listens.</summary>
    public IReadOnlyDictionary<string, Uri> Addresses => _addresses;

    /// <summary>Where the dispatcher listens.</summary>
    public Uri Dispatcher { get; private set; } = null!;

    /// <summary>Starts all five.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await StartAsync<HealthCheck>(TraceFunction.HealthCheck, cancellationToken);
        await StartAsync<CryptoKeyGen>(TraceFunction.CryptoKeyGen, cancellationToken);
        await StartAsync<ImageFormatConverter>(TraceFunction.ImageConverter, cancellationToken);
        await StartAsync<VideoTranscoder>(TraceFunction.VideoTranscoder, cancellationToken);
        Dispatcher = await StartAsync<Dispatcher>(
            "dispatcher", new DispatcherStartup(), SampleExperiments.DispatcherVariables(_addresses), cancellationToken);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_hosts.Select(host => host.DisposeAsync().AsTask()));

    private async Task StartAsync<TFunction>(string functionId, CancellationToken cancellationToken)
        where TFunction : class =>
        _addresses[functionId] = await StartAsync<TFunction>(
            functionId, new SamplesStartup(), new Dictionary<string, string?>(), cancellationToken);

    private async Task<Uri> StartAsync<TFunction>(
        string name, FunctionsStartup startup, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
        where TFunction : class
    {
        var log = surroundings.OpenLog($"sample-{name}");
        var overrides = new HostOverrides(
            surroundings, log, services => services.AddSingleton<RequestLog>(line => log.Write(line.ToString())));
        var host = await FunctionHost.StartAsync<TFunction>(startup, overrides, variables, cancellationToken);
        _hosts.Add(host);
        return host.Address;
    }
}
