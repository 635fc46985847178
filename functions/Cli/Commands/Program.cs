using System.Runtime.InteropServices;
using Spectre.Console;

namespace Loadgen.Cli.Commands;

/// <summary>The operator's command.</summary>
internal static class Program
{
    /// <summary>Wide enough for every table: nothing is wrapped in a file or a pipe.</summary>
    private const int WidthOfPipe = 220;

    private static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => StopOnce(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => StopOnce(signal, stop));
        return (int)await OperatorCommandLine.RunAsync(OpenShell(), args, stop.Token);
    }

    /// <summary>The first signal ends the command in order; a second one kills it.</summary>
    private static void StopOnce(PosixSignalContext signal, CancellationTokenSource stop)
    {
        if (stop.IsCancellationRequested)
            return;
        signal.Cancel = true;
        stop.Cancel();
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
            IsLive = isLive,
            Time = TimeProvider.System,
            Variable = Environment.GetEnvironmentVariable,
        };
    }
}
