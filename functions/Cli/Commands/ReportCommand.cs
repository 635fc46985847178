using System.CommandLine;
using Loadgen.Cli.Output;
using Loadgen.Cli.Reports;

namespace Loadgen.Cli.Commands;

/// <summary>Makes findings of logs.</summary>
internal sealed class ReportCommand : OperatorCommand
{
    private readonly Argument<string[]> _logs = new("LOG")
    {
        Description = "A run log, what `export` or `correlate` wrote (*.parquet), a folder with those in it, gs://bucket/object, or "
            + "gs://bucket/prefix/.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "What the others are compared with: a scenario, each experiment's own or the only one there is, or "
            + "experiment/scenario. Otherwise A, or the first.",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _runs = new("--run")
    {
        Description = "A run that stands for its hour. Otherwise the first one of an hour that is no dry run. May be given several times.",
        HelpName = "RUN_ID",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
    };

    // A name of another kind may be a slip, and a log be written over.
    private readonly Option<string?> _html = new ParsedOption<string?>(
        "--html",
        "a file's name that ends in .html",
        static (text, out name) => (name = text).EndsWith(".html", StringComparison.OrdinalIgnoreCase))
    {
        Description = "Write a page with pictures too, which needs nothing but itself; a page of that name is written over.",
        HelpName = "PAGE",
    };

    private readonly Option<string?> _plots = new("--plots")
    {
        Description = "Write each picture as SVG and PNG, for papers, over those that there are.",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _functions = CommonOptions.Files(
        "--functions", "What the functions logged: JSON lines, also among other text; what Cloud Logging exports; or a folder of those.");

    private readonly Option<string[]> _dispatchers = CommonOptions.Files("--dispatcher", "What the dispatcher logged, likewise.");

    private readonly Option<string[]> _carbon = CommonOptions.Files(
        "--carbon", "Carbon intensities: CSV of region,hour_utc,g_per_kwh, or the original's forecasts. Then emissions are computed.");

    private readonly Option<string?> _energy = new("--energy")
    {
        Description = "What functions take, vCPU, GiB, GPU and utilisation each; otherwise the defaults, which the report writes out.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public ReportCommand(Shell shell)
        : base(
            shell,
            "report",
            "Says what logs show: whether they can be trusted, what each scenario measured of each function, and how it compares with the "
                + "baseline, pair by pair.")
    {
        Add(_logs);
        AddOptions(_baseline, _runs, _html, _plots, _functions, _dispatchers, _carbon, _energy, _json);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen report artifacts/rehearsal --html report.html", "all rehearsals so far, as a page with pictures too"),
        new("loadgen report gs://my-logs/loadgen-logs/experiment-2026-01-15/ --baseline B", "an experiment, against its scenario B"),
        new("loadgen report logs --functions functions.json --carbon intensities.csv", "with the functions' logs, and emissions"),
        new("loadgen report logs --plots figures", "the pictures for a paper"),
        new("loadgen report logs --json | jq -r '.comparisons[].sentence'", "for other programs"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var inputs = new ReportInputs
        {
            Logs = arguments.GetRequiredValue(_logs),
            Functions = arguments.GetValue(_functions) ?? [],
            Dispatchers = arguments.GetValue(_dispatchers) ?? [],
            Carbon = arguments.GetValue(_carbon) ?? [],
            Energy = arguments.GetValue(_energy),
            Baseline = arguments.GetValue(_baseline),
            RunIds = arguments.GetRequiredValue(_runs),
        };
        using var made = await MadeReport.MakeAsync(Shell, inputs, cancellationToken);
        var isJson = arguments.GetValue(_json);
        if (isJson)
            JsonDocumentOutput.Print(Shell.Out, writer => ReportJson.Write(made.Report, writer));
        else
            ReportText.Print(Shell, made.Report);

        List<string> written = [];
        if (arguments.GetValue(_html) is { } page)
        {
            made.WritePage(page);
            written.Add(page);
        }

        if (arguments.GetValue(_plots) is { } folder)
        {
            made.WritePlots(folder);
            written.Add(folder);
        }

        if (!isJson && written.Count > 0)
        {
            Shell.WriteUnbroken("\nWritten:");
            foreach (var path in written)
                Shell.WriteUnbroken(Path.GetFullPath(path));
        }

        return made.Report.Approaches.Count > 0 ? ExitCode.Success : ExitCode.Failed;
    }
}
