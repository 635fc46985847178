using Loadgen.Cli.Commands;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;

namespace Loadgen.Cli.Tests;

/// <summary>A shell that nobody watches, and what was written to it.</summary>
/// <param name="width">The terminal's.</param>
internal sealed class TestShell(int width = 220) : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly TestConsole _console = new TestConsole().Width(width);

    public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything on standard output.</summary>
    public string Output => _out + _console.Output;

    public string Error => _error.ToString();

    /// <summary>Standard error, where it is a terminal.</summary>
    public TestConsole? Watched { get; init; }

    public TimeProvider Time { get; init; } = new FakeTimeProvider(new(2026, 1, 20, 12, 0, 0, TimeSpan.Zero));

    public Shell Shell => new()
    {
        Out = _out,
        Console = _console,
        Error = _error,
        Steps = new(Watched, Time),
        IsLive = false,
        Time = Time,
        Variable = Variables.GetValueOrDefault,
    };

    public Task<ExitCode> RunAsync(params string[] args) => RunAsync(args, CancellationToken.None);

    public Task<ExitCode> RunAsync(string[] args, CancellationToken cancellationToken) =>
        OperatorCommandLine.RunAsync(Shell, args, cancellationToken);

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        _console.Dispose();
    }
}
