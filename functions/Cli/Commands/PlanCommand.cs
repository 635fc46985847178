using System.CommandLine;
using Loadgen.Cli.Output;
using Loadgen.Cli.Plans;
using Loadgen.Cli.Rehearsals;
using Loadgen.Cli.Schedules;
using Loadgen.Cli.Variables;
using Loadgen.Trace;

namespace Loadgen.Cli.Commands;

/// <summary>Shows an hour's events and does nothing.</summary>
internal sealed class PlanCommand : OperatorCommand
{
    private readonly Option<TraceHour?> _hour = CommonOptions.Hour($"TRACE_HOUR_UTC, otherwise {RehearsalSchedule.DefaultHour}");
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<string?> _envFile = CommonOptions.EnvFile(
        "Take the configuration from a YAML file of variables (KEY: \"value\") instead of the environment.");

    public PlanCommand(Shell shell)
        : base(
            shell,
            "plan",
            "Shows the events of an hour without doing anything. The configuration comes from the environment, or from a file.") =>
        AddOptions(_hour, _envFile, _json);

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen plan --env-file env.A.yaml", "the hour that README shows"),
        new("loadgen plan --env-file env.A.yaml --hour 2026-01-20T18:00Z", "another hour"),
        new("loadgen plan --env-file env.A.yaml --json | jq -r '.[].event_id'", "for other programs"),
    ];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var variables = arguments.GetValue(_envFile) is { } file ? EnvFile.Read(file) : VariableSet.OfEnvironment(Shell.Variable);
        var configuration = Experiment.Of(variables, pace: null).Configuration;
        var hour = arguments.GetValue(_hour)
            ?? (configuration.TraceHour is { } configured ? TraceHour.Containing(configured) : RehearsalSchedule.DefaultHour);

        var preview = TracePreview.Of(configuration, hour);
        if (arguments.GetValue(_json))
            JsonDocumentOutput.Print(Shell.Out, writer => PlanJson.Write(preview, writer));
        else
            PlanTable.Print(Shell, preview);
        return Task.FromResult(ExitCode.Success);
    }
}
