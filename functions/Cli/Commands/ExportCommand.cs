using System.CommandLine;
using Loadgen.Analysis.Events;
using Loadgen.Cli.Exports;
using Loadgen.Cli.Logs;
using Loadgen.Cli.Output;

namespace Loadgen.Cli.Commands;

/// <summary>Writes the events of logs as a table for other programs.</summary>
internal sealed class ExportCommand : OperatorCommand
{
    private readonly Argument<string[]> _logs = new("LOG")
    {
        Description = "A run log, ours or the original job's, or what export or correlate wrote (*.parquet); a folder with such files "
            + "(*.jsonl, *.parquet) in it, gs://bucket/object, or gs://bucket/prefix/.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _out = CommonOptions.EventFile();
    private readonly Option<bool> _force = CommonOptions.Force();

    public ExportCommand(Shell shell)
        : base(
            shell,
            "export",
            "Writes the events of logs as one table, a row an event with its run, for pandas, R, DuckDB and others. "
                + "shared/Loadgen.Analysis/README.md has the columns.")
    {
        _out.Required = true;
        Add(_logs);
        AddOptions(_out, _force);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen export artifacts/rehearsal --out runs.parquet", "all runs of the rehearsals so far"),
        new("loadgen export gs://my-logs/loadgen-logs/experiment-2026-01-15/ --out runs.csv --force", "an experiment's, as it is now"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var path = arguments.GetRequiredValue(_out);
        NewFile.Check(EventFile.Option, path, arguments.GetValue(_force));
        using var logs = await LocalLogs.OpenAsync(Shell, arguments.GetRequiredValue(_logs), cancellationToken);
        EventFile.RequireNoneOf(logs.Files, path);
        using var database = new EventDatabase();
        LoadedLogs.Load(Shell, database, logs, cancellationToken);
        ReadWarnings.Print(Shell, database);
        Shell.WriteUnbroken(EventFile.Write(Shell, database, path, arguments.GetValue(_force)));
        return ExitCode.Success;
    }
}
