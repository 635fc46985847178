using Spectre.Console;

namespace Loadgen.Cli;

/// <summary>The terminal and the machine, as a command sees them.</summary>
internal sealed class Shell
{
    /// <summary>Standard output as it is: for JSON and plain lines.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard output for tables and colours.</summary>
    public required IAnsiConsole Console { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches standard output, so that it may move and have colours.</summary>
    public required bool IsLive { get; init; }

    /// <summary>The machine's clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>An environment variable by its name.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Tells on standard error what went wrong.</summary>
    public void Complain(string problem) => Error.WriteLine($"loadgen: {problem}");
}
