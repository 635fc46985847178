using Spectre.Console;

namespace Loadgen.Cli.Commands;

/// <summary>The operator's command.</summary>
internal static class Program
{
    /// <summary>Wide enough for every table: nothing is wrapped in a file or a pipe.</summary>
    private const int WidthOfPipe = 220;

    private static async Task<int> Main(string[] args)
    {
        using var signals = new StopSignals();
        return (int)await OperatorCommandLine.RunAsync(OpenShell(), args, signals.Token);
    }

    private static Shell OpenShell()
    {
        var isLive = !Console.IsOutputRedirected;
        var console = AnsiConsole.Console;
        if (!isLive)
            console.Profile.Width = WidthOfPipe;
        return new()
        {
            Out = Console.Out,
            Console = console,
            Error = Console.Error,
            Steps = new(OpenError(), TimeProvider.System),
            IsLive = isLive,
            Time = TimeProvider.System,
            Variable = Environment.GetEnvironmentVariable,
        };
    }

    /// <returns><see langword="null"/> where nobody watches it.</returns>
    private static IAnsiConsole? OpenError() => Console.IsErrorRedirected
        ? null
        : AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
}
