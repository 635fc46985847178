using System.CommandLine;
using Loadgen.Cli.Output;
using Loadgen.Cli.Schedules;
using Loadgen.Cli.Up;
using Loadgen.Trace;

namespace Loadgen.Cli.Commands;

/// <summary>Starts the local cloud, and stays.</summary>
internal sealed class UpCommand : ExperimentCommand
{
    /// <summary>Google's emulator takes seconds to redeliver, whatever the backoff. On a faster clock an hour is over by then.</summary>
    private const double HighestSpeed = 60;

    private readonly Option<TraceHour?> _hour = CommonOptions.Hour(
        $"{RehearsalSchedule.DefaultHour}. The clock starts shortly before it; with --real-time it is the machine's");

    private readonly Option<string> _out = CommonOptions.UpFolder();
    private readonly Option<PubSubKind> _pubSub = new ParsedOption<PubSubKind>("--pubsub", "google, embedded", static (text, out kind) =>
    {
        kind = text is "embedded" ? PubSubKind.Embedded : PubSubKind.Google;
        return text is "google" or "embedded";
    })
    {
        Description = "google: what PUBSUB_EMULATOR_HOST names, else Google's emulator, which is started. "
            + "embedded: needs nothing installed.",
        HelpName = "google|embedded",
        DefaultValueFactory = _ => PubSubKind.Google,
    };

    private readonly Option<string> _project = new("--project")
    {
        Description = "The project that topics and subscriptions belong to.",
        HelpName = "ID",
        DefaultValueFactory = _ => "local-project",
    };

    public UpCommand(Shell shell)
        : base(
            shell,
            "up",
            "Starts the local cloud and stays: each function a process of its own, Google's Pub/Sub emulator, Cloud Storage. "
                + "Ctrl-C takes it down.",
            HighestSpeed) =>
        AddOptions(_hour, _pubSub, _project, _out);

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen up", "all three scenarios against the sample functions, at 60 times the speed"),
        new("loadgen up --pubsub embedded", "the same without Google's emulator"),
        new("loadgen up --speed 1", "at real pace, but in the hour that --hour names"),
        new("loadgen up --env-file env.A.yaml --real-time", "against the URLs in a file, which are really called, in real hours"),
        new("PUBSUB_EMULATOR_HOST=127.0.0.1:8085 loadgen up", "on an emulator that runs already"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new UpOptions
        {
            Scenarios = ScenariosOf(arguments),
            Speed = SpeedOf(arguments),
            Hour = arguments.GetValue(_hour) ?? RehearsalSchedule.DefaultHour,
            EnvFiles = EnvFilesOf(arguments),
            PubSub = arguments.GetValue(_pubSub),
            Project = arguments.GetRequiredValue(_project),
            Folder = arguments.GetRequiredValue(_out),
        };
        await using var deployment = new LocalDeployment(options, Shell);
        Shell.Out.WriteLine(GooglePackages.Line);
        Shell.Out.WriteLine("Starting the local cloud …");
        try
        {
            await deployment.StartAsync(cancellationToken);
            deployment.State.Write(options.Folder);
            UpText.PrintReady(Shell, deployment, options);
            return await StayAsync(deployment, cancellationToken);
        }
        catch (LocalCloudException e)
        {
            // Before everything is taken down, which takes a while.
            Shell.Complain(e.Message);
            return ExitCode.Failed;
        }
        finally
        {
            File.Delete(UpState.PathIn(options.Folder));
            Shell.Out.WriteLine("Taking everything down …");
        }
    }

    /// <summary>Stays until Ctrl-C, which is a success, or until a part cannot be kept alive.</summary>
    private static async Task<ExitCode> StayAsync(LocalDeployment deployment, CancellationToken stop)
    {
        try
        {
            await deployment.Failure.WaitAsync(stop);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
    }
}
