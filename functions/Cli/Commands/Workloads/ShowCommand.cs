using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Loadgen.Analysis.Costs;
using Loadgen.Analysis.Workloads;
using Loadgen.Cli.Local.Experiments;
using Loadgen.Cli.Output;
using Loadgen.Cli.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Commands.Workloads;

/// <summary>Shows what a workload does before it runs.</summary>
internal sealed class ShowCommand : OperatorCommand
{
    private const int UsualFunctions = 20;
    private const double LongestCall = 480;

    private readonly Argument<string[]> _file = new("FILE")
    {
        Description = "A workload: a path, or gs://bucket/object. YAML, or JSON where its name ends in .json.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _all = new("--all")
    {
        Description = $"Show all functions instead of the {UsualFunctions} busiest.",
    };

    private readonly Option<double> _latency = new ParsedOption<double>(
        "--latency",
        string.Create(CultureInfo.InvariantCulture, $"seconds, 0–{LongestCall}"),
        static (text, out seconds) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out seconds) && seconds is >= 0 and <= LongestCall)
    {
        Description = "How many seconds a call is expected to take, for what an hour costs and how many are in flight at once.",
        HelpName = "S",
        DefaultValueFactory = _ => new CallAssumptions().Latency.TotalSeconds,
    };

    // A name of another kind may be a slip, and a workload be written over.
    private readonly Option<string?> _html = new ParsedOption<string?>(
        "--html",
        "a file's name that ends in .html",
        static (text, out name) => (name = text).EndsWith(".html", StringComparison.OrdinalIgnoreCase))
    {
        Description = "Write a page with plots too, which needs nothing but itself; a page of that name is written over.",
        HelpName = "PAGE",
    };

    private readonly Option<bool> _default = new("--default")
    {
        Description = "Print the file of the built-in workload, and nothing else.",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public ShowCommand(Shell shell)
        : base(
            shell,
            "show",
            "Shows a workload: its functions, its calls an hour, its busiest minute and second, and what an hour of it costs.")
    {
        Add(_file);
        AddOptions(_all, _latency, _html, _json, _default);
        Validators.Add(Check);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen workload show workload.yaml", "what it does, hour by hour and function by function"),
        new("loadgen workload show workload.yaml --html workload.html", "the same as a page with plots"),
        new("loadgen workload show gs://my-inputs/workload.yaml --json | jq .busiest_minute", "for other programs"),
        new("loadgen workload show --default > workload.yaml", "the built-in one, to begin with"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_default))
        {
            Shell.Out.Write(BuiltInWorkload.Text);
            return ExitCode.Success;
        }

        var inputs = WorkloadInputs.Of(Shell);
        var given = await inputs.FindAsync(new("FILE", arguments.GetRequiredValue(_file)[0]), cancellationToken);
        inputs.ThrowIfWrong();
        var report = new WorkloadReport(
            WorkloadSummary.Of(given!.Workload),
            new() { Latency = TimeSpan.FromSeconds(arguments.GetValue(_latency)) },
            arguments.GetValue(_all) ? int.MaxValue : UsualFunctions);
        if (arguments.GetValue(_json))
            JsonDocumentOutput.Print(Shell.Out, writer => WorkloadJson.Write(report, writer));
        else
            WorkloadText.Print(Shell, report);
        if (report.Warning is { } warning)
            Shell.Warn(warning);
        if (arguments.GetValue(_html) is { } page)
            await WriteAsync(page, report, isTold: !arguments.GetValue(_json), cancellationToken);
        return ExitCode.Success;
    }

    private void Check(CommandResult result)
    {
        var files = result.GetValue(_file) ?? [];
        if (result.GetValue(_default))
        {
            string[] others =
            [
                .. files.Select(file => $"'{file}'"),
                .. new Option[] { _all, _latency, _html, _json }
                    .Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name),
            ];
            if (others.Length > 0)
                result.AddError($"--default: found {string.Join(" and ", others)} beside it; allowed: --default alone, or FILE");
        }
        else if (files is not [_])
        {
            var found = files.Length == 0 ? "nothing" : string.Join(" and ", files.Select(file => $"'{file}'"));
            result.AddError($"FILE: found {found}; allowed: one path or gs://bucket/object, or --default");
        }
    }

    private async Task WriteAsync(string page, WorkloadReport report, bool isTold, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(page, WorkloadPage.Of(report).ToString(), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--html: {page} cannot be written: {e.Message}", e);
        }

        if (isTold)
            Shell.WriteUnbroken($"\nwritten: {Path.GetFullPath(page)}");
    }
}
