using System.CommandLine;
using System.Globalization;
using Loadgen.Analysis.Requirements;
using Loadgen.Analysis.Verification;
using Loadgen.Cli.Output;
using Loadgen.Cli.Verification;
using Loadgen.Configuration;

namespace Loadgen.Cli.Commands;

/// <summary>Holds run logs against their plans, the promises, and what is required of them.</summary>
internal sealed class VerifyCommand : OperatorCommand
{
    private const double LongestJitter = 3599;

    private readonly Argument<string[]> _logs = new("LOG")
    {
        Description = "A run log, a folder with run logs (*.jsonl) in it, gs://bucket/object, or gs://bucket/prefix/.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<Requirement[]> _require = new("--require")
    {
        Description = $"What the events of all runs together must fulfil, such as {RequirementParser.Examples}: the number or share (%) of "
            + "planned events with an outcome, or lag (start_lag_ms) or latency (end_to_end_latency_ms) as .p95 (nearest rank), .median, "
            + ".mean, .max, in ms or s. May be given several times.",
        HelpName = "RULE",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            var requirements = new List<Requirement>();
            foreach (var token in result.Tokens)
            {
                if (RequirementParser.TryParse(token.Value, out var requirement, out var problem))
                    requirements.Add(requirement);
                else
                    result.AddError($"--require: {problem}");
            }

            return [.. requirements];
        },
    };

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait until the runs are over: until every event has its line, or can have none any more.",
    };

    private readonly Option<double> _jitter = new ParsedOption<double>(
        "--jitter",
        string.Create(CultureInfo.InvariantCulture, $"seconds, 0–{LongestJitter}"),
        static (text, out seconds) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out seconds) && seconds is >= 0 and <= LongestJitter)
    {
        Description = "The JITTER_S of runs whose logs do not say it: those of version 0.9 and of the original job.",
        HelpName = "S",
        DefaultValueFactory = _ => LoadgenConfiguration.DefaultJitterSeconds,
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public VerifyCommand(Shell shell)
        : base(
            shell,
            "verify",
            "Checks run logs against the runs' own plans and the promises: that every planned event has its one line, that none was sent "
                + "early, and that every line agrees with itself. Exit code 3: a run is not over.")
    {
        Add(_logs);
        AddOptions(_require, _wait, _jitter, _json);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen verify artifacts/rehearsal", "all logs of the rehearsals so far"),
        new("loadgen verify gs://my-logs/loadgen-logs/experiment-2026-01-15/ --wait", "an experiment's logs, once its runs are over"),
        new("loadgen verify run.jsonl --require 'ok >= 99%' --require 'lag.p99 <= 10ms'", "exit code 1 where that is not so"),
        new("loadgen verify --json run.jsonl | jq '.logs[].findings'", "for other programs"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new VerificationOptions { JitterSeconds = arguments.GetValue(_jitter) };
        using var watch = new LogWatch(Shell, arguments.GetRequiredValue(_logs), options);
        var logs = await (arguments.GetValue(_wait) ? watch.WaitAsync(cancellationToken) : watch.ReadAsync(cancellationToken));

        var verdict = Verdict.Of(logs, arguments.GetRequiredValue(_require));
        if (arguments.GetValue(_json))
            JsonDocumentOutput.Print(Shell.Out, writer => VerificationJson.Write(verdict, writer));
        else
            VerificationTables.Print(Shell, verdict);
        return verdict.ExitCode;
    }
}
