using System.Text.Json;
using Loadgen.Cloud.Logging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Tests.Logging;

/// <summary>What a function writes to standard output.</summary>
internal sealed class WrittenEntries : IDisposable
{
    private readonly ServiceProvider _services;

    public WrittenEntries(string? project = "p", string isJson = "True")
    {
        var variables = new ConfigurationBuilder()
            .AddInMemoryCollection([new("FunctionsFramework:JsonLogging", isJson), new("GOOGLE_CLOUD_PROJECT", project)])
            .Build();
        _services = new ServiceCollection()
            .AddStandardOutput(variables)
            .AddSingleton<TextOutput>(Lines.Add)
            .AddLogging(logging => logging
                .AddProvider(Framework)
                .SetMinimumLevel(LogLevel.Trace)
                .AddLoadgenLogging(variables))
            .BuildServiceProvider();
    }

    public List<string> Lines { get; } = [];

    /// <summary>What the Functions Framework would have written.</summary>
    public Heard Framework { get; } = new();

    public StandardOutput Output => _services.GetRequiredService<StandardOutput>();

    /// <summary>The one entry there is.</summary>
    public JsonElement Entry => JsonElement.Parse(Assert.Single(Lines));

    public ILogger Logger(string category = "C") => _services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    public void Dispose() => _services.Dispose();

    internal sealed class Heard : ILoggerProvider, ILogger
    {
        public List<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}

/// <summary>The names of an entry's members that Cloud Logging takes out of it.</summary>
internal static class EntryNames
{
    public const string Trace = "logging.googleapis.com/trace";
    public const string SpanId = "logging.googleapis.com/spanId";
    public const string Labels = "logging.googleapis.com/labels";

    public static string? TextOf(this JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var member) ? member.GetString() : null;

    public static string? LabelsOf(this JsonElement entry) =>
        entry.TryGetProperty(Labels, out var labels) ? labels.GetRawText() : null;
}
