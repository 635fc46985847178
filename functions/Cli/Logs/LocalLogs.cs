using System.Globalization;
using Loadgen.Analysis.Events;
using Loadgen.Cli.Steps;

namespace Loadgen.Cli.Logs;

/// <summary>Logs as files of this machine. Those from Cloud Storage are in a folder that goes with this.</summary>
internal sealed class LocalLogs : IDisposable
{
    private readonly List<LogFile> _files = [];
    private readonly LogViews _views;
    private DirectoryInfo? _downloads;

    private LocalLogs(Shell shell) => _views = new(shell);

    /// <summary>The logs, each with the name that people see.</summary>
    public IReadOnlyList<LogFile> Files => _files;

    /// <summary>
    /// Finds the run logs of files, folders, <c>gs://bucket/object</c> and <c>gs://bucket/prefix/</c>, with those of their lines that are
    /// in shards beside them, and downloads what is not here.
    /// </summary>
    /// <exception cref="UsageException">At one of the places is nothing, or it cannot be read.</exception>
    public static Task<LocalLogs> OpenAsync(Shell shell, IReadOnlyList<string> places, CancellationToken cancellationToken) =>
        OpenAsync(shell, places, LogEnding.OfRuns, areRuns: true, cancellationToken);

    /// <summary>The same for logs of functions and dispatchers, which have no shards.</summary>
    /// <inheritdoc cref="OpenAsync(Shell, IReadOnlyList{string}, CancellationToken)"/>
    public static Task<LocalLogs> OpenOfFunctionsAsync(Shell shell, IReadOnlyList<string> places, CancellationToken cancellationToken) =>
        OpenAsync(shell, places, LogEnding.OfFunctions, areRuns: false, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _downloads?.Delete(recursive: true);
        _views.Dispose();
    }

    private static async Task<LocalLogs> OpenAsync(
        Shell shell, IReadOnlyList<string> places, IReadOnlyList<string> endings, bool areRuns, CancellationToken cancellationToken)
    {
        var logs = new LocalLogs(shell);
        try
        {
            foreach (var place in places)
            {
                if (ObjectPlace.IsOne(place))
                    await logs.AddObjectsAsync(shell, place, endings, areRuns, cancellationToken);
                else
                    await logs.AddFilesAsync(shell, place, endings, areRuns, cancellationToken);
            }

            return logs;
        }
        catch
        {
            logs.Dispose();
            throw;
        }
    }

    private static bool IsLog(string name, bool areRuns) =>
        areRuns && !name.EndsWith(LogEnding.Columns, StringComparison.OrdinalIgnoreCase);

    private async Task AddFilesAsync(
        Shell shell, string path, IReadOnlyList<string> endings, bool areRuns, CancellationToken cancellationToken)
    {
        var folder = new FileFolder();
        foreach (var file in FilePlace.FilesOf(path, endings))
        {
            if (IsLog(file, areRuns))
                await AddAsync(shell, await _views.ReadFileAsync(folder, file, cancellationToken), cancellationToken);
            else
                _files.Add(new(file, file));
        }
    }

    private async Task AddObjectsAsync(
        Shell shell, string url, IReadOnlyList<string> endings, bool areRuns, CancellationToken cancellationToken)
    {
        using var place = await ObjectPlace.OpenAsync(url, shell, cancellationToken);
        foreach (var name in await place.ListAsync(endings, cancellationToken))
        {
            if (_files.Exists(file => file.Name == place.ShownNameOf(name)))
                continue;
            if (IsLog(name, areRuns))
                await AddAsync(shell, await _views.ReadObjectAsync(place, name, cancellationToken), cancellationToken);
            else
                await DownloadAsync(shell, place, name, cancellationToken);
        }
    }

    private async Task AddAsync(Shell shell, LogView view, CancellationToken cancellationToken)
    {
        foreach (var run in view.WithoutShards)
        {
            shell.Warn($"{view.Log.Name}: {run} is not complete, and what is stored of it was not found: lines of it may be in shards, and "
                + "are missing here");
        }

        _files.Add(await LogViews.JoinAsync(view, cancellationToken));
    }

    private async Task DownloadAsync(Shell shell, ObjectPlace place, string name, CancellationToken cancellationToken)
    {
        _downloads ??= Directory.CreateTempSubdirectory("loadgen-logs-");
        var file = string.Create(CultureInfo.InvariantCulture, $"{_files.Count}{Path.GetExtension(name)}");
        var path = Path.Combine(_downloads.FullName, file);
        await using var stream = File.Create(path);
        var shown = place.ShownNameOf(name);
        var length = await place.LengthOfAsync(name, cancellationToken);
        using var step = shell.Steps.Begin($"Downloading {shown}", Unit.Bytes, length, () => FileFolder.LengthOf(path));
        await place.DownloadAsync(name, stream, cancellationToken);
        _files.Add(new(shown, path));
    }
}
