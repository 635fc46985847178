using System.CommandLine;
using Loadgen.Cli.Local.Experiments;
using Loadgen.Cli.Output;
using Loadgen.Cli.Plans;
using Loadgen.Cli.Steps;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Commands;

/// <summary>Shows an hour's events and does nothing.</summary>
internal sealed class PlanCommand : OperatorCommand
{
    private readonly Option<IReadOnlyList<Scenario>?> _scenario = RunOptions.Scenario();
    private readonly Option<TraceHour?> _hour = CommonOptions.Hour("TRACE_HOUR_UTC, otherwise the next one");
    private readonly Option<WorkloadName?> _workload = RunOptions.Workload();
    private readonly Option<bool> _all = new("--all")
    {
        Description = "List each event. Otherwise an hour of more than 100 events is shown function by function.",
    };

    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<string[]> _envFiles =
        RunOptions.EnvFiles("Without a file, the configuration comes from the environment.");

    public PlanCommand(Shell shell)
        : base(
            shell,
            "plan",
            "Shows the events of an hour, and where each would be sent, without doing anything. "
                + "The configuration comes from the environment, or from files.")
    {
        _scenario.Description = "The scenario, or all of them, of variables that have no SCENARIO.";
        AddOptions(_scenario, _workload, _hour, _envFiles, _all, _json);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen plan --env-file env.A.yaml", "the next hour"),
        new("loadgen plan --env-file env.A.yaml --env-file env.B.yaml", "two experiments, one below the other"),
        new("loadgen plan --env-file env.A.yaml --hour 2026-01-20T18:00Z", "another hour"),
        new("loadgen plan --env-file env.A.yaml --workload mix.yaml", "a workload of your own"),
        new("loadgen plan --env-file env.A.yaml --json | jq -r '.[].url'", "for other programs"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<VariableSet> sources = arguments.GetValue(_envFiles) is { Length: > 0 } files
            ? [.. files.Select(EnvFile.Read)]
            : [VariableSet.OfEnvironment(Shell.Variable)];
        var experiments = await RunOptions.ReadAsync(
            Shell, sources, arguments.GetValue(_scenario), arguments.GetValue(_workload), cancellationToken);
        var previews = PreviewsOf(experiments, arguments.GetValue(_hour));
        foreach (var warning in previews.Select(preview => preview.Warning).OfType<string>().Distinct(StringComparer.Ordinal))
            Shell.Warn(warning);
        if (arguments.GetValue(_json))
        {
            JsonDocumentOutput.Print(Shell.Out, writer => PlanJson.Write(previews, writer));
            return ExitCode.Success;
        }

        foreach (var preview in previews)
        {
            if (preview != previews[0])
                Shell.WriteUnbroken("");
            PlanTable.Print(Shell, preview, arguments.GetValue(_all));
        }

        return ExitCode.Success;
    }

    private List<TracePreview> PreviewsOf(IReadOnlyList<Experiment> experiments, TraceHour? hour)
    {
        using var step = Shell.Steps.Begin("Planning", Unit.Hours, experiments.Count);
        var previews = new List<TracePreview>();
        foreach (var experiment in experiments)
        {
            previews.Add(PreviewOf(experiment, hour));
            step.Add(1);
        }

        return previews;
    }

    private TracePreview PreviewOf(Experiment experiment, TraceHour? hour)
    {
        var configured = experiment.Configuration.TraceHour is { } moment
            ? TraceHour.Containing(moment)
            : TraceHour.After(Shell.Time.GetUtcNow());
        return TracePreview.Of(experiment.Configuration, experiment.Workload, hour ?? configured);
    }
}
