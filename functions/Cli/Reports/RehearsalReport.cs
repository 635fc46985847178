using Loadgen.Cli.Local;

namespace Loadgen.Cli.Reports;

/// <summary>The page of what was just rehearsed, beside its logs.</summary>
internal static class RehearsalReport
{
    private const string Name = "report.html";

    /// <summary>Writes it. Whatever keeps it from being written is a warning: the run is what it is without it.</summary>
    /// <returns>Where it lies; <see langword="null"/> where there is none.</returns>
    public static async Task<string?> WriteAsync(Shell shell, RehearsalResult result)
    {
        var inputs = new ReportInputs
        {
            Logs = [.. result.Runs.Where(run => run.Lines.Count > 0 && File.Exists(run.Log)).Select(run => run.Log)],
            Functions = [new RehearsalFolder(result.Folder).Logs],
        };
        if (inputs.Logs.Count == 0)
            return null;

        var page = Path.Combine(result.Folder, Name);
        try
        {
            // Whoever ended the run early gets what there is of it.
            using var made = await MadeReport.MakeAsync(shell, inputs, CancellationToken.None);
            made.WritePage(page);
            return page;
        }
        catch (Exception e)
        {
            shell.Warn($"{page} could not be made: {e.Message}");
            return null;
        }
    }
}
