using System.CommandLine;
using System.CommandLine.Help;

namespace Loadgen.Cli.Commands;

/// <summary>Reads the arguments and runs the command that they name.</summary>
internal static class OperatorCommandLine
{
    private const string DefaultCommand = "run";

    private static readonly IReadOnlyList<Example> Examples =
    [
        new("loadgen", "rehearse one hour of all three scenarios at 60 times the speed"),
        new("loadgen --scenario A --speed 120", "the same for one scenario, twice as fast"),
        new("loadgen plan --env-file env.A.yaml", "show what an hour would do, and do nothing"),
        new("loadgen verify artifacts/rehearsal", "check run logs against the plan and the promises"),
        new("loadgen up", "start each function as a process of its own, wired through Google's Pub/Sub emulator"),
        new("loadgen simulate --hours 1000", "run the real functions through a thousand bad hours, in memory"),
        new("loadgen storage --bucket demo-logs", "serve a Cloud Storage on this machine"),
        new("loadgen run --help", "more about a command"),
    ];

    /// <summary>Runs the command. Whatever is wrong is one clear message on standard error.</summary>
    public static async Task<ExitCode> RunAsync(Shell shell, IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var parsed = Build(shell).Parse(WithCommand(args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            return Refuse(shell, Complaint(parsed));

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

    private static RootCommand Build(Shell shell)
    {
        var root = new RootCommand($"Rehearses, shows and checks hours of the load generator's trace. Without a command: {DefaultCommand}.")
        {
            new RunCommand(shell),
            new PlanCommand(shell),
            new VerifyCommand(shell),
            new UpCommand(shell),
            new TickCommand(shell),
            new SimulateCommand(shell),
            new StorageCommand(shell),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, Examples);
        return root;
    }

    /// <summary>Options without a command are the default command's, except those that only the root has.</summary>
    private static IReadOnlyList<string> WithCommand(IReadOnlyList<string> args) => args switch
    {
        [] => [DefaultCommand],
        ["--help" or "-h" or "-?" or "/?" or "/h" or "--version", ..] => args,
        [['-', ..], ..] => [DefaultCommand, .. args],
        _ => args,
    };

    private static string Complaint(ParseResult parsed)
    {
        if (parsed.CommandResult.Command is not OperatorCommand command)
        {
            var commands = string.Join(", ", parsed.RootCommandResult.Command.Subcommands.Select(known => known.Name));
            return $"'{parsed.UnmatchedTokens[0]}' is not a command; allowed: {commands}. See loadgen --help.";
        }

        var problem = parsed.UnmatchedTokens is [var token, ..]
            ? $"'{token}' is not an option or argument of {command.Name}"
            : parsed.Errors[0].Message.TrimEnd('.');
        return $"{problem}. See loadgen {command.Name} --help.";
    }

    private static ExitCode Refuse(Shell shell, string problem)
    {
        shell.Complain(problem);
        return ExitCode.BadArguments;
    }
}
