using System.CommandLine;
using Loadgen.Cli.Correlation;
using Loadgen.Cli.Exports;
using Loadgen.Cli.Logs;
using Loadgen.Cli.Output;

namespace Loadgen.Cli.Commands;

/// <summary>Joins run logs with those of functions and dispatchers.</summary>
internal sealed class CorrelateCommand : OperatorCommand
{
    private readonly Argument<string[]> _logs = new("LOG")
    {
        Description = "A run log, what `export` or `correlate` wrote (*.parquet), a folder with those in it, gs://bucket/object, or "
            + "gs://bucket/prefix/.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _functions = CommonOptions.Files(
        "--functions", "What the functions logged: JSON lines, also among other text; what Cloud Logging exports; or a folder of those.");

    private readonly Option<string[]> _dispatchers = CommonOptions.Files(
        "--dispatcher", "What the dispatcher logged. Lines of a function called dispatcher are its own in any file.");

    private readonly Option<string> _out = CommonOptions.EventFile();
    private readonly Option<bool> _force = CommonOptions.Force();
    private readonly Option<bool> _json = CommonOptions.Json();

    public CorrelateCommand(Shell shell)
        : base(
            shell,
            "correlate",
            "Joins what was sent with what the functions and the dispatcher logged of it: queue delay, cold start, execution, the true "
                + "latency of calls that were put off, and calls without a log.")
    {
        _functions.Required = true;
        Add(_logs);
        AddOptions(_functions, _dispatchers, _out, _force, _json);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen correlate artifacts/rehearsal --functions artifacts/rehearsal", "all rehearsals so far, with their functions' logs"),
        new("loadgen correlate gs://my-logs/loadgen-logs/ --functions functions.json", "with what `gcloud logging read` printed"),
        new("loadgen correlate logs --functions functions.json --out joined.parquet", "for `loadgen report`, or for pandas"),
        new("loadgen correlate logs --functions functions.json --json | jq '.functions[]'", "for other programs"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (path, force) = (arguments.GetValue(_out), arguments.GetValue(_force));
        if (path is not null)
            NewFile.Check(EventFile.Option, path, force);
        using var logs = await CorrelatedLogs.JoinAsync(
            Shell,
            arguments.GetRequiredValue(_logs),
            arguments.GetRequiredValue(_functions),
            arguments.GetValue(_dispatchers) ?? [],
            path,
            cancellationToken);

        ReadWarnings.Print(Shell, logs.Database, others: "--json lists all of them");
        var written = path is null ? null : EventFile.Write(Shell, logs.Database, path, force);
        if (arguments.GetValue(_json))
            JsonDocumentOutput.Print(Shell.Out, writer => CorrelationJson.Write(logs, writer));
        else
            CorrelationText.Print(Shell, logs, written);
        return logs.Result is null ? ExitCode.Failed : ExitCode.Success;
    }
}
