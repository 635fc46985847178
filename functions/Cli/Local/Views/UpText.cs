using Loadgen.Cli.Output;
using Loadgen.Clocks;
using Spectre.Console;

namespace Loadgen.Cli.Local.Views;

/// <summary>What the operator needs to know of a local cloud that is up.</summary>
internal static class UpText
{
    /// <summary>Prints every URL, the environment to paste, and what can be done now.</summary>
    public static void PrintReady(Shell shell, LocalCloud cloud, TimeProvider clock, UpOptions options)
    {
        shell.Console.WriteLine();
        var table = Tables.New(shell, "name", "listens at", "what it is").NoWrap();
        foreach (var address in cloud.Addresses)
            table.AddRow(new Text(address.Name), new Text(address.Url), new Text(address.Meaning));
        shell.Console.Write(table);

        shell.Out.WriteLine();
        shell.Out.WriteLine("For other programs:");
        foreach (var (name, value) in cloud.Environment.Where(variable => variable.Value is not null))
            shell.Out.WriteLine($"  export {name}='{value}'");
        shell.Out.WriteLine();
        shell.Out.WriteLine("What the processes print:");
        shell.Out.WriteLine($"  {cloud.Folder.Logs}");
        shell.Out.WriteLine($"Time of the trace: {Instant.ToSeconds(clock.GetUtcNow())}");
        shell.Out.WriteLine();
        var folder = options.Folder == Path.Combine("artifacts", "up") ? "" : $" --out {options.Folder}";
        shell.Out.WriteLine("Ready. In another terminal:");
        shell.Out.WriteLine($"  {CommandName.Current} tick{folder}");
        shell.Out.WriteLine("To see how far its hour is:");
        shell.Out.WriteLine($"  {CommandName.Current} watch {options.Folder}");
        shell.Out.WriteLine("When its hour is complete:");
        shell.Out.WriteLine($"  {cloud.Storage.VerifyLine(cloud.Folder.Storage, cloud.Scenarios)}");
        shell.Out.WriteLine("Ctrl-C ends it.");
        shell.Out.WriteLine();
    }
}
