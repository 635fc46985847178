using System.CommandLine;
using Loadgen.Cli.Local;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Local.Traces;
using Loadgen.Cli.Local.Views;
using Loadgen.Cli.Output;
using Loadgen.Cli.Reports;
using Loadgen.Trace;

namespace Loadgen.Cli.Commands;

/// <summary>Rehearses an hour.</summary>
internal sealed class RunCommand : ExperimentCommand
{
    private readonly Option<TraceHour?> _hour = CommonOptions.Hour("TRACE_HOUR_UTC, otherwise the next one");

    private readonly Option<MinuteRange?> _minutes = new ParsedOption<MinuteRange?>(
        "--minutes",
        MinuteRange.Allowed,
        static (text, out minutes) => (minutes = MinuteRange.Parse(text)) is not null)
    {
        Description = "The part of the hour that is rehearsed, such as 10..15: five minutes from minute 10 on. Otherwise all of it.",
        HelpName = "N..N",
    };

    private readonly Option<string> _out = CommonOptions.Folder("rehearsal", "Where each rehearsal gets a folder of its own.");
    private readonly Option<string?> _trace = new(TraceFile.Option)
    {
        Description = $"Write each event's way through the functions, as a trace that {TraceFile.Viewers} opens.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _force = CommonOptions.Force();
    private readonly Option<bool> _json = CommonOptions.Json();

    public RunCommand(Shell shell)
        : base(
            shell,
            "run",
            "Rehearses one hour of the trace on this machine: the functions in their real hosts, Pub/Sub and Cloud Storage embedded. "
                + "The default command.") =>
        AddOptions(_hour, _minutes, _out, _trace, _force, _json);

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen run", "all three scenarios against the sample functions; the waiting is skipped"),
        new("loadgen run --scenario C", "the dispatcher's scenario"),
        new("loadgen run --env-file env.A.yaml", "against the URLs in a file, which are really called"),
        new("loadgen run --env-file env.A.yaml --env-file env.B.yaml", "two experiments at once"),
        new("loadgen run --env-file env.A.yaml --minutes 10..15", "five minutes of it"),
        new("loadgen run --workload mix.yaml --minutes 0..10", "ten minutes of a workload of your own"),
        new("loadgen run --env-file env.A.yaml --real-time", "the next hour, when it comes"),
        new("loadgen run --trace trace.json", "and shows it, planner to target, in a trace viewer"),
        new("loadgen run --json | jq '.runs[].lines[]'", "for other programs"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new RehearsalOptions
        {
            Scenarios = ScenariosOf(arguments),
            IsRealTime = arguments.GetValue(RealTime),
            Minutes = arguments.GetValue(_minutes),
            Project = "rehearsal",
            Hour = arguments.GetValue(_hour),
            Experiments = await ReadExperimentsAsync(arguments, cancellationToken),
            SampleWorkload = await ReadSampleWorkloadAsync(arguments, cancellationToken),
            Folder = arguments.GetRequiredValue(_out),
        };
        var (trace, force) = (arguments.GetValue(_trace), arguments.GetValue(_force));
        if (trace is not null)
            NewFile.Check(TraceFile.Option, trace, force);
        using var recorder = trace is null ? null : new TraceRecorder();
        var isJson = arguments.GetValue(_json);
        if (!isJson)
            Shell.Out.WriteLine(GooglePackages.Line);
        var result = await RehearseAsync(options, recorder, isJson, cancellationToken);
        var report = await RehearsalReport.WriteAsync(Shell, result);
        if (isJson)
        {
            JsonDocumentOutput.Print(Shell.Out, writer => ResultJson.Write(result, report, writer));
        }
        else
        {
            ResultTables.Print(Shell, result);
            if (report is not null)
            {
                Shell.WriteUnbroken("Report:");
                Shell.WriteUnbroken(report);
            }
        }

        // Last: where it cannot be written after all, the results are there.
        if (trace is not null)
        {
            TraceFile.Write(trace, force, recorder!.Spans);
            if (!isJson)
            {
                Shell.WriteUnbroken($"Trace, for {TraceFile.Viewers}:");
                Shell.WriteUnbroken(trace);
            }
        }

        return result.ExitCode;
    }

    private async Task<RehearsalResult> RehearseAsync(
        RehearsalOptions options, TraceRecorder? recorder, bool isJson, CancellationToken cancellationToken)
    {
        var board = new RehearsalBoard();
        await using var rehearsal = new Rehearsal(options, Shell.Time, board, recorder);
        var showing = Shell.IsLive && !isJson
            ? new LiveView(Shell).ShowAsync(board.Board)
            : new PlainView(isJson ? Shell.Error : Shell.Out).ShowAsync(board.Board);
        try
        {
            return await rehearsal.RunAsync(cancellationToken);
        }
        finally
        {
            board.Board.End();
            await showing;
        }
    }
}
