using System.CommandLine;
using System.Globalization;
using Loadgen.Cli.Imports;
using Loadgen.Cli.Output;
using Loadgen.Cli.Steps;
using Loadgen.Import;
using Loadgen.Import.Problems;
using Loadgen.Import.Sampling;
using Loadgen.Import.Traces;
using Loadgen.Serialization;

namespace Loadgen.Cli.Commands.Workloads;

/// <summary>Makes a workload of a trace that others published.</summary>
internal sealed class ImportCommand : OperatorCommand
{
    private static readonly string Kinds = string.Join(", ", TraceKind.All.Select(kind => kind.Name));
    private static readonly string Samples = string.Join(", ", Enum.GetNames<SampleKind>().Select(name => name.ToLowerInvariant()));

    private readonly Argument<string> _kind = new("KIND") { Description = $"What the files are: {Kinds}." };

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "The trace. azure-2019: a day's invocations_per_function_md.anon.dNN.csv, and perhaps its durations and memory, in "
            + "any order; invitro: the same tables, or the folder they are in; azure-2021 and faasprofiler: one file.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _out = new ParsedOption<string>(
        "--out",
        "a file's name that ends in .yaml or .yml",
        static (text, out path) => Path.GetExtension(path = text).ToLowerInvariant() is ".yaml" or ".yml")
    {
        Description = "The workload file to write, YAML.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace the file where it is there already." };

    private readonly Option<TraceMinutes?> _minutes = new ParsedOption<TraceMinutes?>(
        "--minutes", TraceMinutes.Allowed, static (text, out minutes) => (minutes = TraceMinutes.Parse(text)) is not null)
    {
        Description = "The minutes to take, by their position from the trace's first one, which is 0, whatever its label says. Both ends "
            + "are included: 0..59 is the first hour. Otherwise all.",
        HelpName = "A..B",
    };

    private readonly Option<int?> _functions = Whole(
        "--functions", 1, ImportOptions.MostFunctions, "How many functions to take, of those that are called. Otherwise all.");

    private readonly Option<SampleKind?> _sample = new ParsedOption<SampleKind?>("--sample", Samples, static (text, out kind) =>
    {
        var position = Array.FindIndex(Enum.GetNames<SampleKind>(), name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        kind = position < 0 ? null : Enum.GetValues<SampleKind>()[position];
        return position >= 0;
    })
    {
        Description = "Which functions: the busiest; random ones; or stratified, which takes a random one from each of as many groups of "
            + "similarly busy ones, so that the rates are distributed as in the trace. Otherwise the busiest.",
        HelpName = Samples.Replace(", ", "|", StringComparison.Ordinal),
    };

    private readonly Option<int?> _seed = Whole(
        "--seed", 0, int.MaxValue, "For what is drawn at random; the same seed, the same workload, on every machine. Otherwise 0.");

    private readonly Option<int?> _maxPerMinute = Whole(
        "--max-per-minute",
        1,
        ImportOptions.MostPerHour,
        "Take calls away until no minute has more, of all functions together: by one factor, so that each minute and each function keeps "
            + "its share. Otherwise all calls stay.");

    private readonly Option<string?> _map = new("--map")
    {
        Description = "A YAML file that says which target each function is a call of: targets (name: payload, accelerator, delayable), "
            + "which functions take in turn, and rules (function, trigger, duration_ms: 0..100, memory_mb: 128..512, target), the first of "
            + "which that fits goes before. Otherwise the built-in workload's targets in turn, and of faasprofiler the applications.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _name = new ParsedOption<string?>(
        "--name",
        "text of 1 to 200 characters on one line",
        static (text, out name) => (name = text) is { Length: >= 1 and <= 200 } && !text.Any(IsControl))
    {
        Description = "The workload's name. Otherwise by the first file.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public ImportCommand(Shell shell)
        : base(
            shell,
            "import",
            "Makes a workload of a published trace: azure-2019 and azure-2021 (Azure Functions), invitro (excerpts of the former), "
                + "faasprofiler. The file says where it is from, with licence and citation.")
    {
        Add(_kind);
        Add(_files);
        AddOptions(_out, _force, _minutes, _functions, _sample, _seed, _maxPerMinute, _map, _name, _json);
        _kind.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && TraceKind.Find(token.Value) is null)
                result.AddError($"KIND: found '{token.Value}'; allowed: {Kinds}.{Nearest.Hint(token.Value, Kinds.Split(", "))}");
        });
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen workload import azure-2019 d01.csv --minutes 0..59 --functions 50 --out workload.yaml", "an hour of the busiest 50"),
        new(
            "loadgen workload import azure-2019 d01.csv durations.csv memory.csv --functions 200 --sample stratified --out workload.yaml",
            "a day, with all kinds of functions, and what is known of them"),
        new("loadgen workload import invitro data/traces/example --max-per-minute 600 --out workload.yaml", "a folder, thinned out"),
        new("loadgen workload import azure-2021 trace.txt --minutes 0..1439 --map targets.yaml --out workload.yaml", "exact calls"),
        new("loadgen workload import faasprofiler workload_configs.json --out workload.yaml", "an application a target"),
    ];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var kind = TraceKind.Find(arguments.GetRequiredValue(_kind))!;
        var (paths, path) = (arguments.GetRequiredValue(_files), arguments.GetRequiredValue(_out));
        var source = new TraceFiles(cancellationToken);
        var files = source.Of(kind, paths);
        if (paths.Any(file => Path.GetFullPath(file) == Path.GetFullPath(path)))
            throw new UsageException($"--out: found '{path}', which is read; allowed: another file.");
        if (arguments.GetValue(_sample) is not null && arguments.GetValue(_functions) is null)
            throw new UsageException("--sample: found no --functions; allowed: both, since without it there is nothing to choose.");
        var options = new ImportOptions
        {
            Minutes = arguments.GetValue(_minutes),
            Functions = arguments.GetValue(_functions),
            Sample = arguments.GetValue(_sample) ?? SampleKind.Busiest,
            Seed = arguments.GetValue(_seed) ?? 0,
            MaxPerMinute = arguments.GetValue(_maxPerMinute),
            Map = arguments.GetValue(_map) is { } map ? source.Of(map) : null,
            Name = arguments.GetValue(_name),
        };

        try
        {
            var force = arguments.GetValue(_force);
            var report = Import(
                source, () => NewFile.Write(_out.Name, path, force, output => TraceImport.Run(kind, files, options, output)));
            if (arguments.GetValue(_json))
                JsonDocumentOutput.Print(Shell.Out, writer => ImportJson.Write(report, path, writer));
            else
                ImportTables.Print(Shell, report, path);
            return Task.FromResult(ExitCode.Success);
        }
        catch (ImportException e)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private ImportReport Import(TraceFiles source, Func<ImportReport> import)
    {
        using var step = Shell.Steps.Begin("Reading the trace", Unit.Bytes, source.Total, () => source.Done, then: "Making the workload");
        return import();
    }

    private static bool IsControl(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029';

    private static ParsedOption<int?> Whole(string name, int least, int most, string description) => new(
        name,
        string.Create(CultureInfo.InvariantCulture, $"a whole number, {least}–{most}"),
        (text, out number) =>
        {
            number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var found) ? found : null;
            return number >= least && number <= most;
        })
    {
        Description = description,
        HelpName = "N",
    };
}
