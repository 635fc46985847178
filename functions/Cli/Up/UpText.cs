using Loadgen.Cli.Output;
using Loadgen.Clocks;
using Spectre.Console;

namespace Loadgen.Cli.Up;

/// <summary>What the operator needs to know of a local cloud that is up.</summary>
internal static class UpText
{
    /// <summary>Prints every URL, the environment to paste, and what can be done now.</summary>
    public static void PrintReady(Shell shell, LocalDeployment deployment, UpOptions options)
    {
        shell.Console.WriteLine();
        var table = Tables.New(shell, "name", "listens at", "what it is").NoWrap();
        foreach (var address in deployment.Addresses)
            table.AddRow(new Text(address.Name), new Text(address.Url), new Text(address.Meaning));
        shell.Console.Write(table);

        shell.Out.WriteLine();
        shell.Out.WriteLine("For other programs:");
        foreach (var (name, value) in deployment.Environment.Where(variable => variable.Value is not null))
            shell.Out.WriteLine($"  export {name}='{value}'");
        shell.Out.WriteLine();
        shell.Out.WriteLine($"Logs of the processes:  {deployment.Folder.Logs}");
        shell.Out.WriteLine($"Time of the trace:      {TimeOf(shell, deployment)}");
        var tick = options.Folder == Path.Combine("artifacts", "up") ? "loadgen tick" : $"loadgen tick --out {options.Folder}";
        shell.Out.WriteLine($"Ready. In another terminal: {tick}, and when its hour is over: {deployment.VerifyLine}. Ctrl-C ends it.");
        shell.Out.WriteLine();
    }

    private static string TimeOf(Shell shell, LocalDeployment deployment) => deployment.Clock is { } clock
        ? $"{Instant.ToSeconds(clock.At(shell.Time.GetUtcNow()))}, at {clock.Speed:0.###}×"
        : "this machine's";
}
