using System.CommandLine;
using Loadgen.Analysis.Verification;
using Loadgen.Cli.Output;
using Loadgen.Cli.Variables;
using Loadgen.Cli.Verification;
using Loadgen.Configuration;

namespace Loadgen.Cli.Commands;

/// <summary>Holds run logs against the plan and the promises.</summary>
internal sealed class VerifyCommand : OperatorCommand
{
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<string?> _envFile = CommonOptions.EnvFile(
        "The configuration that the runs had, for JITTER_S. Otherwise the jitter is 15 s.");

    private readonly Argument<string[]> _logs = new("LOG")
    {
        Description = "A run log, a folder with run logs (*.jsonl) in it, gs://bucket/object, or gs://bucket/prefix/.",
        Arity = ArgumentArity.OneOrMore,
    };

    public VerifyCommand(Shell shell)
        : base(
            shell,
            "verify",
            "Checks run logs against the plan and the promises: "
                + "missing, double, unknown, early, late, foreign and unreadable lines, start and end.")
    {
        Add(_logs);
        AddOptions(_envFile, _json);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen verify artifacts/rehearsal", "all logs of the rehearsals so far"),
        new("loadgen verify gs://my-logs/loadgen-logs/experiment-2026-01-15/", "an experiment's logs in Cloud Storage"),
        new("loadgen verify --json run.jsonl | jq '.logs[].findings'", "for other programs"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = arguments.GetValue(_envFile) is { } file
            ? new VerificationOptions { JitterSeconds = EnvFile.Read(file).Read(ConfigurationRole.None).JitterSeconds }
            : new VerificationOptions();

        var logs = new List<VerifiedLog>();
        foreach (var place in arguments.GetRequiredValue(_logs))
        {
            await foreach (var log in FindAsync(place, cancellationToken))
                logs.Add(VerifiedLog.Of(log, options));
        }

        if (arguments.GetValue(_json))
            JsonDocumentOutput.Print(Shell.Out, writer => VerificationJson.Write(logs, writer));
        else
            VerificationTables.Print(Shell, logs);
        return logs.TrueForAll(log => log.Report.Passed) ? ExitCode.Success : ExitCode.Failed;
    }

    private IAsyncEnumerable<FoundLog> FindAsync(string place, CancellationToken cancellationToken) =>
        place.StartsWith(LogObjects.Scheme, StringComparison.Ordinal)
            ? LogObjects.ReadAsync(place, Shell.Variable(StorageEmulator.Variable), cancellationToken)
            : LogFiles.ReadAsync(place, cancellationToken);
}
