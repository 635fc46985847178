using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Loadgen.Testing.Processes;
using StandIns.Functions;

namespace StandIns.Tests.Functions;

/// <summary>The functions' assembly as a process of its own, started through its generated entry point.</summary>
internal sealed partial class FunctionProcess : IDisposable
{
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ChildProcess _process;

    internal FunctionProcess(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var program = ChildProgram.Dotnet([typeof(EventFunction).Assembly.Location, .. args]) with
        {
            Inherits = static name => name is not ("PORT" or "FUNCTION_TARGET" or "K_SERVICE" or "DOTNET_RUNNING_IN_CONTAINER"
                or "ASPNETCORE_ENVIRONMENT" or "DOTNET_ENVIRONMENT"),
            Variables = new Dictionary<string, string>(environment) { ["PORT"] = environment.GetValueOrDefault("PORT", "0") },
        };
        _process = new(program, line => _output.Writer.TryWrite(line), _errors.Enqueue);
        _ = CompleteAsync();
    }

    internal static Dictionary<string, string> Nothing { get; } = [];

    /// <summary>Reads lines until Kestrel says where it listens.</summary>
    internal async Task<Uri> ListeningAsync()
    {
        await foreach (var line in _output.Reader.ReadAllAsync())
        {
            if (Address().Match(line) is { Success: true } match)
                return new Uri(match.Value);
        }

        throw new InvalidOperationException($"The process ended before it listened: {Errors}");
    }

    /// <summary>Reads lines until one contains a text.</summary>
    internal async Task<string> LineAsync(string text)
    {
        await foreach (var line in _output.Reader.ReadAllAsync())
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"The process ended without a line that contains '{text}'.");
    }

    /// <summary>Waits for the process to end by itself.</summary>
    internal async Task<(int ExitCode, string Error)> EndAsync() => (await _process.Ended, Errors);

    /// <summary>Asks the process to stop, as Cloud Run does.</summary>
    internal void Terminate() => _process.Terminate();

    public void Dispose() => _process.Dispose();

    private string Errors => string.Concat(_errors.Select(line => line + "\n"));

    private async Task CompleteAsync()
    {
        await _process.Ended;
        _output.Writer.Complete();
    }

    [GeneratedRegex(@"http://[\d.]+:\d+", RegexOptions.None, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Address();
}
