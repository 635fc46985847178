using System.CommandLine;
using Loadgen.Cli.Output;
using Loadgen.Cli.Rehearsals;
using Loadgen.Cli.Rehearsals.Progress;
using Loadgen.Cli.Rehearsals.Views;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Commands;

/// <summary>Rehearses an hour.</summary>
internal sealed class RunCommand : OperatorCommand
{
    private readonly Shell _shell;
    private readonly Option<IReadOnlyList<Scenario>?> _scenario = RunOptions.Scenario();
    private readonly Option<double> _speed = RunOptions.Speed();
    private readonly Option<TraceHour?> _hour = CommonOptions.Hour($"TRACE_HOUR_UTC, otherwise {CommonOptions.DefaultHour}, with --real-time the next one");
    private readonly Option<string[]> _envFiles = RunOptions.EnvFiles();
    private readonly Option<bool> _realTime = RunOptions.RealTime();
    private readonly Option<string> _out = RunOptions.Out();
    private readonly Option<bool> _json = CommonOptions.Json();

    public RunCommand(Shell shell)
        : base("run", "Rehearses one hour of the trace on this machine: the functions in their real hosts, Pub/Sub and Cloud Storage embedded. The default command.")
    {
        _shell = shell;
        Option[] options = [_scenario, _speed, _hour, _envFiles, _realTime, _out, _json];
        foreach (var option in options)
            Add(option);
        RunOptions.Exclude(this, _speed, _realTime);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen run", "all three scenarios against the sample functions, at 60 times the speed"),
        new("loadgen run --scenario C --speed 20", "the dispatcher's scenario, slower"),
        new("loadgen run --env-file env.A.yaml", "against the URLs in a file, which are really called"),
        new("loadgen run --env-file env.A.yaml --env-file env.B.yaml", "two experiments at once"),
        new("loadgen run --env-file env.A.yaml --real-time", "the next hour, when it comes"),
        new("loadgen run --json | jq '.runs[].lines[]'", "for other programs"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new RehearsalOptions
        {
            Scenarios = arguments.GetValue(_scenario),
            Speed = arguments.GetValue(_realTime) ? null : arguments.GetValue(_speed),
            Hour = arguments.GetValue(_hour),
            EnvFiles = [.. (arguments.GetValue(_envFiles) ?? []).Select(EnvFile.Read)],
            Folder = arguments.GetRequiredValue(_out),
        };
        var isJson = arguments.GetValue(_json);
        if (!isJson)
            _shell.Out.WriteLine(GooglePackages.Line);
        var result = await RehearseAsync(options, ViewOf(isJson), cancellationToken);
        if (isJson)
            JsonDocumentOutput.Print(_shell.Out, writer => ResultJson.Write(result, writer));
        else
            ResultTables.Print(_shell, result);
        return result.ExitCode;
    }

    private async Task<RehearsalResult> RehearseAsync(RehearsalOptions options, IRehearsalView view, CancellationToken cancellationToken)
    {
        var board = new RehearsalBoard();
        await using var rehearsal = new Rehearsal(options, _shell.Time, board);
        var showing = view.ShowAsync(board);
        try
        {
            return await rehearsal.RunAsync(cancellationToken);
        }
        finally
        {
            board.End();
            await showing;
        }
    }

    private IRehearsalView ViewOf(bool isJson) => isJson ? new SilentView() : _shell.IsLive ? new LiveView(_shell) : new PlainView(_shell.Out);
}
