using System.Collections.Concurrent;
using System.Diagnostics;
using Loadgen.Cloud.Telemetry;
using Loadgen.Configuration;
using Loadgen.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Tests.Telemetry;

/// <summary>A host that records and does nothing else.</summary>
internal sealed class TelemetryHost(IHost host) : IAsyncDisposable
{
    /// <summary>The collection of tests with spans: such a host has those of the whole process recorded.</summary>
    public const string OneAtATime = "spans";

    public Spans Spans => host.Services.GetRequiredService<Spans>();

    public Metrics Metrics => host.Services.GetRequiredService<Metrics>();

    /// <summary><see langword="null"/> where nothing is sent.</summary>
    public TelemetryFlush? Flush => host.Services.GetService<TelemetryFlush>();

    /// <summary>What it has logged.</summary>
    public ConcurrentQueue<string> Warnings { get; private init; } = new();

    /// <inheritdoc cref="StartAsync(string?, TimeSpan, string[])"/>
    /// <remarks>An answer waits however long a busy machine takes.</remarks>
    public static Task<TelemetryHost> StartAsync(string? endpoint, params string[] variables) =>
        StartAsync(endpoint, TimeSpan.FromMinutes(5), variables);

    /// <param name="endpoint">Of the receiver; <see langword="null"/>: there is none.</param>
    /// <param name="patience">The longest that an answer waits.</param>
    /// <param name="variables">Others, as <c>NAME=value</c>.</param>
    public static async Task<TelemetryHost> StartAsync(string? endpoint, TimeSpan patience, params string[] variables)
    {
        var texts = variables.Where(variable => variable.Length > 0).Append($"OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}")
            .Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1], StringComparer.Ordinal);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(texts);
        var warnings = new ConcurrentQueue<string>();
        builder.Logging.AddProvider(new Heard(warnings));
        builder.Services.AddSingleton(TimeProvider.System);
        var experiment = ConfigurationReader.Read(Experiment.GetValueOrDefault, ConfigurationRole.None);
        var sender = new TelemetrySender("loadgen-test") { Experiment = experiment, FlushPatience = patience };
        builder.Services.AddLoadgenTelemetry(TelemetrySettings.Read(texts.GetValueOrDefault), builder.Configuration, sender);
        var host = builder.Build();
        await host.StartAsync();
        return new(host) { Warnings = warnings };
    }

    /// <summary>Works on a request, and answers it.</summary>
    public async Task AnswerAsync(Action work)
    {
        await using (Flush!.Work())
            work();
    }

    /// <summary>Records a span and a lag.</summary>
    public void Record()
    {
        Spans.Start("serve", ActivityKind.Server, parent: default).Dispose();
        Metrics.Sent("f", TimeSpan.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private static readonly Dictionary<string, string> Experiment = new(StringComparer.Ordinal)
    {
        ["EXPERIMENT_ID"] = "exp",
        ["SCENARIO"] = "B",
        ["FUNCTION_URLS_JSON"] = "{}",
    };

    private sealed class Heard(ConcurrentQueue<string> warnings) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            warnings.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
