using System.CommandLine;
using System.CommandLine.Help;
using Loadgen.Analysis.Events;
using Loadgen.Cli.Commands.Workloads;
using Loadgen.Cli.Local;

namespace Loadgen.Cli.Commands;

/// <summary>Reads the arguments and runs the command that they name.</summary>
internal static class OperatorCommandLine
{
    private const string DefaultCommand = "run";

    private static readonly IReadOnlyList<Example> Examples =
    [
        new("loadgen", "rehearse one hour of all three scenarios, without the waiting"),
        new("loadgen --scenario A", "the same for one scenario"),
        new("loadgen plan --env-file env.A.yaml", "show what an hour would do, and do nothing"),
        new("loadgen verify artifacts/rehearsal", "prove that each log has every line, and that each is right"),
        new("loadgen report artifacts/rehearsal --html report.html", "what they show, as a page with pictures too"),
        new("loadgen up", "start each function as a process of its own, wired through Google's Pub/Sub emulator"),
        new("loadgen watch artifacts/up", "show how far an hour is that runs there"),
        new("loadgen simulate --hours 1000", "run the real functions through a thousand bad hours, in memory"),
        new("loadgen storage --bucket demo-logs", "serve a Cloud Storage on this machine"),
        new("loadgen help run", "more about a command"),
    ];

    /// <summary>Runs the command. Whatever is wrong is one clear message on standard error.</summary>
    public static async Task<ExitCode> RunAsync(Shell shell, IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var root = Build(shell);
        var line = WithCommand(args);
        if (CommandPath.FindStranger(root, line) is var (word, after))
            return Refuse(shell, UsageComplaint.OfCommand(word, after));
        var parsed = root.Parse(line, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not HelpWithExamples && UsageComplaint.Of(parsed) is { } complaint)
            return Refuse(shell, complaint);

        try
        {
            return (ExitCode)await parsed.InvokeAsync(
                new() { Output = shell.Out, Error = shell.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellationToken);
        }
        catch (UsageException e)
        {
            return Refuse(shell, e.Message);
        }
        catch (EventLogException e)
        {
            return Refuse(shell, e.Message);
        }
        catch (LocalCloudException e)
        {
            shell.Complain(e.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    /// <summary>All commands.</summary>
    public static RootCommand Build(Shell shell)
    {
        var root = new RootCommand($"Rehearses, shows and checks hours of the load generator's trace. Without a command: {DefaultCommand}.")
        {
            new RunCommand(shell),
            new PlanCommand(shell),
            new VerifyCommand(shell),
            new ReportCommand(shell),
            new ExportCommand(shell),
            new CorrelateCommand(shell),
            new UpCommand(shell),
            new TickCommand(shell),
            new WatchCommand(shell),
            new SimulateCommand(shell),
            new StorageCommand(shell),
            new WorkloadCommand(shell),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, Examples, shell.Console.Profile.Width);
        root.Options.OfType<VersionOption>().Single().Aliases.Add("-v");
        return root;
    }

    /// <summary>Options without a command are the default command's, except those of the root, which are words as well.</summary>
    private static IReadOnlyList<string> WithCommand(IReadOnlyList<string> args) => args switch
    {
        [] => [DefaultCommand],
        ["help"] or ["help", ['-', ..] or "help" or "version", ..] => ["--help"],
        ["help", ..] => [.. args.Skip(1), "--help"],
        ["version", ..] => ["--version"],
        ["--help" or "-h" or "-?" or "/?" or "/h" or "--version" or "-v", ..] => args,
        [['-', ..], ..] => [DefaultCommand, .. args],
        _ => args,
    };

    private static ExitCode Refuse(Shell shell, string problem)
    {
        shell.Complain(problem);
        return ExitCode.BadArguments;
    }
}
