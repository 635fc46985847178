using System.CommandLine;
using System.Globalization;
using Loadgen.Cli.Local;
using Loadgen.Cli.Local.Experiments;
using Loadgen.Cli.Local.Hosting.Processes;
using Loadgen.Cli.Local.PubSub;
using Loadgen.Cli.Local.Views;
using Loadgen.Cli.Output;
using Loadgen.Cli.Variables;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Commands;

/// <summary>Starts the local cloud, and stays.</summary>
internal sealed class UpCommand : ExperimentCommand
{
    /// <summary>What functions of one's own and Google's emulator keep up with.</summary>
    private const double UsualSpeed = 10;

    /// <summary>Google's emulator takes seconds to redeliver, whatever the backoff. On a faster clock an hour is over by then.</summary>
    private const double HighestSpeed = 60;

    private static readonly string SpeedRange = string.Create(CultureInfo.InvariantCulture, $"1–{HighestSpeed}");

    private readonly Option<double> _speed = new ParsedOption<double>("--speed", SpeedRange, static (text, out speed) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out speed)
        && speed is >= 1 and <= HighestSpeed)
    {
        Description = $"Seconds of the trace in a second of this machine, {SpeedRange}. Not together with --real-time.",
        HelpName = "N",
        DefaultValueFactory = _ => UsualSpeed,
    };

    private readonly Option<TraceHour?> _hour = CommonOptions.Hour(
        "the machine's next one. The clock begins shortly before it; with --real-time it is the machine's");

    private readonly Option<string> _out = CommonOptions.UpFolder();
    private readonly Option<PubSubKind?> _pubSub = new ParsedOption<PubSubKind?>("--pubsub", "google, embedded", static (text, out kind) =>
    {
        kind = text is "embedded" ? PubSubKind.Embedded : PubSubKind.Google;
        return text is "google" or "embedded";
    })
    {
        Description = "google: what PUBSUB_EMULATOR_HOST names, else Google's emulator, which is started. "
            + "embedded: needs nothing installed. Otherwise google for the built-in workload; for a workload file embedded, "
            + "unless PUBSUB_EMULATOR_HOST names another, since Google's emulator pushes two messages at a time.",
        HelpName = "google|embedded",
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show every line that the processes print." };

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
                + "Ctrl-C takes it down.")
    {
        AddOptions(_speed, _hour, _pubSub, _project, _verbose, _out);
        Validators.Add(result =>
        {
            if (result.GetValue(RealTime) && result.GetResult(_speed) is { Implicit: false })
                result.AddError("--speed and --real-time exclude each other: real time is the speed 1 on the machine's own clock.");
        });
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen up", "all three scenarios against the sample functions, at ten times the speed"),
        new("loadgen up --pubsub embedded", "the same without Google's emulator"),
        new("loadgen up --workload mix.yaml", "a workload of your own, on the embedded Pub/Sub"),
        new("loadgen up --speed 1", "at real pace, but in the hour that --hour names"),
        new("loadgen up --env-file env.A.yaml --real-time", "against the URLs in a file, which are really called, in real hours"),
        new("PUBSUB_EMULATOR_HOST=127.0.0.1:8085 loadgen up", "on an emulator that runs already"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var experiments = await ReadExperimentsAsync(arguments, cancellationToken);
        var samples = await ReadSampleWorkloadAsync(arguments, cancellationToken);
        var options = new UpOptions
        {
            Scenarios = ScenariosOf(arguments),
            Speed = arguments.GetValue(RealTime) ? null : arguments.GetValue(_speed),
            Hour = arguments.GetValue(_hour) ?? TraceHour.After(Shell.Time.GetUtcNow()),
            Experiments = experiments,
            SampleWorkload = samples,
            PubSub = arguments.GetValue(_pubSub) ?? PubSubOf(experiments, samples),
            Project = arguments.GetRequiredValue(_project),
            Folder = arguments.GetRequiredValue(_out),
            IsVerbose = arguments.GetValue(_verbose),
        };
        var storage = new LocalStorage(StorageAddress.Of(Shell.Variable(StorageEmulator.Variable)), Shell.Time);
        var hosting = new ProcessHosting(options, Shell);
        await using var cloud = new LocalCloud(options, hosting, storage, hosting.View, Shell.Time);
        if (options.Speed is { } speed)
            RehearsalNotice.Print(Shell, ClockKind.Scaled(speed));
        Shell.Out.WriteLine(GooglePackages.Line);
        Shell.Out.WriteLine("Starting the local cloud …");
        try
        {
            await cloud.StartAsync(cancellationToken);
            var clock = hosting.BeginClock(cloud.Folder);
            UpState.Of(cloud, clock).Write(options.Folder);
            UpText.PrintReady(Shell, cloud, hosting.Clock, options);
            return await StayAsync(cloud, cancellationToken);
        }
        catch (LocalCloudException e)
        {
            // Before everything is taken down, which takes a while.
            Shell.Complain(e.Message);
            if (cloud.Folder is { Logs: var logs })
                Shell.Error.WriteLine($"What the processes said:\n  {logs}");
            return ExitCode.Failed;
        }
        finally
        {
            // Without a folder nothing was begun.
            if (cloud.Folder is { })
            {
                File.Delete(UpState.PathIn(options.Folder));
                Shell.Out.WriteLine("Taking everything down …");
            }
        }
    }

    /// <summary>Google's emulator pushes two messages at a time, which is enough for the built-in workload alone.</summary>
    private PubSubKind PubSubOf(IReadOnlyList<Experiment> experiments, GivenWorkload samples)
    {
        var isBuiltIn = samples.Name is null && experiments.All(experiment => experiment.Given.Name is null);
        return isBuiltIn || Shell.Variable(ExternalPubSub.Variable) is { Length: > 0 } ? PubSubKind.Google : PubSubKind.Embedded;
    }

    /// <summary>Stays until Ctrl-C, which is a success, or until a part cannot be kept alive.</summary>
    private static async Task<ExitCode> StayAsync(LocalCloud cloud, CancellationToken stop)
    {
        try
        {
            await cloud.Failure.WaitAsync(stop);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
    }
}
