using Loadgen.Analysis.Carbon;
using Loadgen.Analysis.Events;
using Loadgen.Analysis.Figures;
using Loadgen.Analysis.Reports;
using Loadgen.Analysis.Reports.Building;
using Loadgen.Cli.Logs;
using Loadgen.Cli.Output;

namespace Loadgen.Cli.Reports;

/// <summary>A report, and the events that pictures are drawn of.</summary>
internal sealed class MadeReport : IDisposable
{
    private readonly Shell _shell;
    private readonly EventDatabase _database;
    private readonly Lazy<IReadOnlyList<Figure>> _figures;

    private MadeReport(Shell shell, EventDatabase database, Report report)
    {
        (_shell, _database) = (shell, database);
        Report = report;
        _figures = new(() => FigureSet.Of(database, report));
    }

    public Report Report { get; }

    /// <summary>Reads the files and makes the report.</summary>
    /// <exception cref="UsageException">Something that the operator gave is wrong, or cannot be read.</exception>
    public static async Task<MadeReport> MakeAsync(Shell shell, ReportInputs inputs, CancellationToken cancellationToken)
    {
        using var logs = await LocalLogs.OpenAsync(shell, inputs.Logs, cancellationToken);
        using var functions = await LocalLogs.OpenOfFunctionsAsync(shell, inputs.Functions, cancellationToken);
        using var dispatchers = await LocalLogs.OpenOfFunctionsAsync(shell, inputs.Dispatchers, cancellationToken);
        var database = new EventDatabase();
        try
        {
            return new(shell, database, Make(shell, database, inputs, logs, functions, dispatchers, cancellationToken));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Writes a page for a browser.</summary>
    /// <exception cref="UsageException">It cannot be written; a page that was there is as it was.</exception>
    public void WritePage(string path) => NewFile.Write("--html", path, overwrites: true, (TextWriter output) =>
    {
        using var step = _shell.Steps.Begin($"Drawing the pictures of {path}");
        var page = ReportPage.Of(Report, _figures.Value).ToString();
        output.Write(page);
        return page.Length;
    });

    /// <summary>Writes the pictures, each as SVG and PNG.</summary>
    /// <exception cref="UsageException">They cannot be written.</exception>
    public void WritePlots(string folder)
    {
        using var step = _shell.Steps.Begin($"Drawing the pictures in {folder}");
        try
        {
            PaperFigures.Write(_figures.Value, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--plots: {folder} cannot be written ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static Report Make(
        Shell shell,
        EventDatabase database,
        ReportInputs inputs,
        LocalLogs logs,
        LocalLogs functions,
        LocalLogs dispatchers,
        CancellationToken cancellationToken)
    {
        try
        {
            // What is wrong with a small file is told before the large ones are read.
            var model = inputs.Energy is { } energy ? ReadModel(energy) : EnergyModel.Default;
            var intensities = inputs.Carbon.Select(ReadIntensities).ToList();
            LoadedLogs.Load(shell, database, logs, cancellationToken);
            foreach (var given in intensities)
                given.AddTo(database);
            long? withoutCall = functions.Files.Count + dispatchers.Files.Count > 0
                ? LoadedLogs.Join(shell, database, functions, dispatchers, cancellationToken).LogsWithoutCall
                : null;
            using var step = shell.Steps.Begin("Comparing what was measured");
            var report = ReportBuilder.Build(database, new()
            {
                Logs = [.. logs.Files.Select(file => file.Name)],
                RunIds = inputs.RunIds,
                Baseline = inputs.Baseline,
                EnergyModel = model,
            });
            return withoutCall is { } count && report.Correlation is { } correlation
                ? report with { Correlation = correlation with { LogsWithoutCall = count } }
                : report;
        }
        catch (ReportException e)
        {
            throw new UsageException($"--{e.Name}: {e.Message}", e);
        }
        catch (Exception e) when (e is EventLogException or CarbonFileException)
        {
            throw new UsageException(e.Message, e);
        }
    }

    private static EnergyModel ReadModel(string path)
    {
        using var stream = OpenFile("--energy", path);
        using var reader = new StreamReader(stream);
        return EnergyModel.Read(path, reader);
    }

    private static CarbonIntensities ReadIntensities(string path)
    {
        using var stream = OpenFile("--carbon", path);
        return CarbonIntensities.Read(path, stream);
    }

    private static FileStream OpenFile(string option, string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {path} cannot be read ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
