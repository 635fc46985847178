using System.Globalization;
using Loadgen.Cli.Steps;
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

    /// <summary>What takes long is shown there.</summary>
    public required StepDisplay Steps { get; init; }

    /// <summary>A text for <see cref="Out"/>, in a colour where there are colours.</summary>
    /// <param name="colour">ANSI's number.</param>
    public string Coloured(string text, int colour) =>
        IsLive && Console.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors }
            ? $"\e[{colour.ToString(CultureInfo.InvariantCulture)}m{text}\e[0m"
            : text;

    /// <summary>The machine's clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>An environment variable by its name.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Tells on standard error what went wrong.</summary>
    public void Complain(string problem) => Error.WriteLine($"loadgen: {problem}");

    /// <summary>Tells on standard error what may not be as it was meant, and keeps nobody from going on.</summary>
    public void Warn(string doubt) => Complain($"warning: {doubt}");

    /// <summary>A line on standard output that stays one in a narrow terminal: a path or a URL that somebody is going to copy.</summary>
    public void WriteUnbroken(string line) => Console.Profile.Out.Writer.WriteLine(line);
}
