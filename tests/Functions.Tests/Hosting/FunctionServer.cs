using System.Collections.Concurrent;
using Google.Cloud.Functions.Hosting;
using Google.Cloud.Functions.Testing;
using Google.Cloud.PubSub.V1;
using Loadgen.Cloud.Logging;
using Loadgen.Configuration;
using Loadgen.Invoker;
using Loadgen.Logs;
using Loadgen.Planner;
using Loadgen.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>A function in its real host, with what it says and writes kept.</summary>
internal sealed class FunctionServer : IDisposable
{
    private readonly FunctionTestServer _server;

    private FunctionServer(FunctionTestServer server) => _server = server;

    public HeardLog Log { get; private init; } = new();

    /// <summary>The lines of logs that go to standard output.</summary>
    public ConcurrentQueue<LogLine> Lines { get; private init; } = new();

    /// <summary>All that goes there, as it is.</summary>
    public ConcurrentQueue<string> Printed { get; private init; } = new();

    public RecordingPublisher Publisher { get; private init; } = new();

    /// <summary>Starts the planner.</summary>
    /// <param name="variables">All of its variables.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="services">What else takes the place of the cloud.</param>
    public static FunctionServer Planner(
        IReadOnlyDictionary<string, string?> variables, TimeProvider time, Action<IServiceCollection>? services = null) =>
        Start<PlannerFunction>(new PlannerStartup(), variables, time, services);

    /// <summary>Starts the invoker; see <see cref="Planner"/>.</summary>
    public static FunctionServer Invoker(
        IReadOnlyDictionary<string, string?> variables, TimeProvider time, Action<IServiceCollection>? services = null) =>
        Start<InvokerFunction>(new InvokerStartup(), variables, time, services);

    public async Task<int> SendAsync(HttpRequestMessage request)
    {
        using var client = _server.CreateClient();
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }

    public void Dispose() => _server.Dispose();

    private static FunctionServer Start<TFunction>(
        FunctionsStartup own, IReadOnlyDictionary<string, string?> variables, TimeProvider time, Action<IServiceCollection>? services)
    {
        var log = new HeardLog();
        var lines = new ConcurrentQueue<LogLine>();
        var printed = new ConcurrentQueue<string>();
        var publisher = new RecordingPublisher();
        // What the machine's environment says must not matter.
        string[] names = [.. ConfigurationVariables.InOrder, .. TelemetryVariables.InOrder, StorageEmulator.Variable];
        var all = names.Union(variables.Keys).ToDictionary(name => name, variables.GetValueOrDefault, StringComparer.Ordinal);
        var after = new Overrides(
            all,
            collection =>
            {
                collection.AddSingleton(time);
                var print = collection.Last(service => service.ServiceType == typeof(LineOutput)).ImplementationFactory!;
                collection.AddSingleton<TextOutput>(printed.Enqueue);
                collection.AddSingleton<LineOutput>(provider => (LineOutput)print(provider) + ((_, line) => lines.Enqueue(line)));
                collection.AddSingleton<PublisherServiceApiClient>(publisher);
                services?.Invoke(collection);
            },
            log);
        return new(FunctionTestServerBuilder.Create<TFunction>().UseFunctionsStartups(own, after).Build())
        {
            Log = log,
            Lines = lines,
            Printed = printed,
            Publisher = publisher,
        };
    }
}
