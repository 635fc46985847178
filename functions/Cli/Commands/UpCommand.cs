using System.CommandLine;
using Loadgen.Cli.Output;
using Loadgen.Cli.Up;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Commands;

/// <summary>Starts the local cloud, and stays.</summary>
internal sealed class UpCommand : OperatorCommand
{
    /// <summary>Google's emulator takes seconds to deliver again, whatever the backoff: much faster, and an hour would be over by then.</summary>
    private const double HighestSpeed = 60;

    private readonly Shell _shell;
    private readonly Option<IReadOnlyList<Scenario>?> _scenario = RunOptions.Scenario();
    private readonly Option<double> _speed = RunOptions.Speed(HighestSpeed);
    private readonly Option<bool> _realTime = RunOptions.RealTime();
    private readonly Option<TraceHour?> _hour = CommonOptions.Hour($"{CommonOptions.DefaultHour}. The clock starts shortly before it; with --real-time it is the machine's");
    private readonly Option<string[]> _envFiles = RunOptions.EnvFiles();
    private readonly Option<string> _out = CommonOptions.UpFolder();
    private readonly Option<PubSubKind> _pubSub = new("--pubsub")
    {
        Description = "google: what PUBSUB_EMULATOR_HOST names, else Google's emulator, which is started. embedded: needs nothing installed.",
        HelpName = "google|embedded",
        Arity = ArgumentArity.ExactlyOne,
        DefaultValueFactory = _ => PubSubKind.Google,
        CustomParser = result =>
        {
            switch (result.Tokens[0].Value)
            {
                case "google":
                    return PubSubKind.Google;
                case "embedded":
                    return PubSubKind.Embedded;
                case var text:
                    result.AddError($"--pubsub: found '{text}'; allowed: google, embedded");
                    return default;
            }
        },
    };

    private readonly Option<string> _project = new("--project")
    {
        Description = "The project that topics and subscriptions belong to.",
        HelpName = "ID",
        DefaultValueFactory = _ => "local-project",
    };

    public UpCommand(Shell shell)
        : base("up", "Starts the local cloud and stays: each function a process of its own, Google's Pub/Sub emulator, Cloud Storage. Ctrl-C takes it down.")
    {
        _shell = shell;
        Option[] options = [_scenario, _speed, _realTime, _hour, _envFiles, _pubSub, _project, _out];
        foreach (var option in options)
            Add(option);
        RunOptions.Exclude(this, _speed, _realTime);
    }

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
            Scenarios = arguments.GetValue(_scenario),
            Speed = arguments.GetValue(_realTime) ? null : arguments.GetValue(_speed),
            Hour = arguments.GetValue(_hour) ?? CommonOptions.DefaultHour,
            EnvFiles = [.. (arguments.GetValue(_envFiles) ?? []).Select(EnvFile.Read)],
            PubSub = arguments.GetValue(_pubSub),
            Project = arguments.GetRequiredValue(_project),
            Folder = arguments.GetRequiredValue(_out),
        };
        await using var deployment = new LocalDeployment(options, _shell);
        _shell.Out.WriteLine(GooglePackages.Line);
        _shell.Out.WriteLine("Starting the local cloud …");
        var state = UpState.PathIn(options.Folder);
        try
        {
            await deployment.StartAsync(cancellationToken);
            deployment.State.Write(options.Folder);
            UpText.PrintReady(_shell, deployment, options);
            return await StayAsync(deployment, cancellationToken);
        }
        catch (LocalCloudException e)
        {
            _shell.Error.WriteLine($"loadgen: {e.Message}");
            return ExitCode.Failed;
        }
        finally
        {
            File.Delete(state);
            _shell.Out.WriteLine("Taking everything down …");
        }
    }

    /// <summary>Until Ctrl-C, which is how it is meant to end, or until a part cannot be kept alive.</summary>
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
