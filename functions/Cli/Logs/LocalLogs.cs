using System.Globalization;
using Loadgen.Analysis.Events;

namespace Loadgen.Cli.Logs;

/// <summary>Logs as files of this machine. Those from Cloud Storage are in a folder that goes with this.</summary>
internal sealed class LocalLogs : IDisposable
{
    private readonly List<LogFile> _files = [];
    private DirectoryInfo? _downloads;

    private LocalLogs()
    {
    }

    /// <summary>The logs, each with the name that people see.</summary>
    public IReadOnlyList<LogFile> Files => _files;

    /// <summary>
    /// Finds the logs of files, folders, <c>gs://bucket/object</c> and <c>gs://bucket/prefix/</c>, and downloads what is not here.
    /// </summary>
    /// <exception cref="UsageException">At one of the places is nothing, or it cannot be read.</exception>
    public static Task<LocalLogs> OpenAsync(Shell shell, IReadOnlyList<string> places, CancellationToken cancellationToken) =>
        OpenAsync(shell, places, LogEnding.OfRuns, cancellationToken);

    /// <summary>The same for logs of functions and dispatchers.</summary>
    /// <inheritdoc cref="OpenAsync(Shell, IReadOnlyList{string}, CancellationToken)"/>
    public static Task<LocalLogs> OpenOfFunctionsAsync(Shell shell, IReadOnlyList<string> places, CancellationToken cancellationToken) =>
        OpenAsync(shell, places, LogEnding.OfFunctions, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _downloads?.Delete(recursive: true);

    private static async Task<LocalLogs> OpenAsync(
        Shell shell, IReadOnlyList<string> places, IReadOnlyList<string> endings, CancellationToken cancellationToken)
    {
        var logs = new LocalLogs();
        try
        {
            foreach (var place in places)
            {
                if (ObjectPlace.IsOne(place))
                    await logs.DownloadAsync(shell, place, endings, cancellationToken);
                else
                    logs._files.AddRange(FilePlace.FilesOf(place, endings).Select(file => new LogFile(file, file)));
            }

            return logs;
        }
        catch
        {
            logs.Dispose();
            throw;
        }
    }

    private async Task DownloadAsync(
        Shell shell, string url, IReadOnlyList<string> endings, CancellationToken cancellationToken)
    {
        using var place = await ObjectPlace.OpenAsync(url, shell, cancellationToken);
        foreach (var name in await place.ListAsync(endings, cancellationToken))
        {
            if (_files.Exists(file => file.Name == place.UrlOf(name)))
                continue;
            _downloads ??= Directory.CreateTempSubdirectory("loadgen-logs-");
            var file = string.Create(CultureInfo.InvariantCulture, $"{_files.Count}{Path.GetExtension(name)}");
            var path = Path.Combine(_downloads.FullName, file);
            await using var stream = File.Create(path);
            await place.DownloadAsync(name, stream, cancellationToken);
            _files.Add(new(place.UrlOf(name), path));
        }
    }
}
