using System.Globalization;
using Loadgen.Analysis.Events;
using Loadgen.Analysis.Plans;
using Loadgen.Cli.Steps;
using Loadgen.Configuration;
using Loadgen.Logs;
using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Runs;

namespace Loadgen.Cli.Logs;

/// <summary>Finds the shards beside logs, and copies what is not among the machine's files or would not stay as it is.</summary>
internal sealed class LogViews(Shell shell) : IDisposable
{
    private const int DownloadsAtOnce = 8;

    private readonly string? _prefix = shell.Variable(ConfigurationVariables.LogPrefix);
    private readonly Dictionary<ILogFolder, StoredPlans> _plans = [];
    private readonly Dictionary<string, (string Path, RunLineScan Scan)> _logs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shards = new(StringComparer.Ordinal);
    private DirectoryInfo? _copies;
    private int _count;

    /// <summary>Finds what is stored of runs beside their logs.</summary>
    public StoredPlans PlansIn(ILogFolder folder) =>
        _plans.TryGetValue(folder, out var plans) ? plans : _plans[folder] = new(folder.FindAsync, _prefix);

    /// <summary>A log among the machine's files.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public async Task<LogView> ReadFileAsync(FileFolder folder, string path, CancellationToken cancellationToken)
    {
        var scan = new RunLineScan();
        var view = await FindAsync(folder, FileFolder.NameOf(path), new(path, path), scan, _ => Task.CompletedTask, cancellationToken);
        if (view.Shards.Count == 0)
            return view;

        var copy = NewPath(path);
        await using var to = File.Create(copy);
        await folder.CopyAsync(path, 0, to, cancellationToken);
        to.SetLength(scan.Length);
        return view with { Log = new(path, copy) };
    }

    /// <summary>A log in Cloud Storage. Of one that was read before, only what is new is.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public async Task<LogView> ReadObjectAsync(ILogFolder place, string name, CancellationToken cancellationToken)
    {
        var shown = place.ShownNameOf(name);
        var length = await place.LengthOfAsync(name, cancellationToken);
        if (!_logs.TryGetValue(shown, out var log) || length < log.Scan.Length)
            log = _logs[shown] = (NewPath(name), new());
        using var step = shell.Steps.Begin($"Downloading {shown}", Unit.Bytes, length, () => FileFolder.LengthOf(log.Path));
        return await FindAsync(place, name, new(shown, log.Path), log.Scan, GrowAsync, cancellationToken);

        async Task GrowAsync(CancellationToken token)
        {
            await using var copy = new FileStream(log.Path, FileMode.Append, FileAccess.Write);
            if (!await place.CopyAsync(name, copy.Position, copy, token))
                throw new UsageException($"{shown}: Cloud Storage answered 404 (there is no such object).");
        }
    }

    /// <summary>A log whose shards' lines stand behind its own, where it has any.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task<LogFile> JoinAsync(LogView view, CancellationToken cancellationToken)
    {
        if (view.Shards.Count > 0)
        {
            await using var log = new FileStream(view.Log.Path, FileMode.Append, FileAccess.Write);
            foreach (var shard in view.Shards)
            {
                await using var content = FileFolder.Open(shard.Path);
                await content.CopyToAsync(log, cancellationToken);
            }
        }

        return view.Log;
    }

    /// <inheritdoc/>
    public void Dispose() => _copies?.Delete(recursive: true);

    /// <param name="grow">Adds to the file what is new.</param>
    private async Task<LogView> FindAsync(
        ILogFolder folder,
        string name,
        LogFile log,
        RunLineScan scan,
        Func<CancellationToken, Task> grow,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            await grow(cancellationToken);
            Read(log, scan, cancellationToken);
            var open = OpenRunsOf(scan);
            if (open.Count == 0)
                return new(log);
            var stored = await PlansIn(folder).FindAsync(name, open, cancellationToken);
            var places = new Dictionary<RunIdentity, string>();
            var listed = new Dictionary<RunIdentity, IReadOnlyList<string>>();
            foreach (var (run, _) in open)
            {
                if (stored.GetValueOrDefault(run)?.Place?.ShardsOf(run) is { } place
                    && await folder.ListAsync(place, cancellationToken) is { } names)
                {
                    (places[run], listed[run]) = (place, names);
                }
            }

            // Behind the lists: what is taken into the log meanwhile is named in it.
            await grow(cancellationToken);
            Read(log, scan, cancellationToken);
            var shards = listed.SelectMany(run => ShardView.Of(run.Value, scan.Lines, run.Key).Counting
                .Select(shard => places[run.Key] + shard.ObjectName));
            // One that is gone by now has been taken in, too.
            if (await CopyAsync(folder, log.Name, [.. shards], cancellationToken) is { } copies)
            {
                var unknown = open.Where(
                    run => run.Start?.Invocations > LogServices.UsualMostInOneObject && !places.ContainsKey(run.Run));
                return new(log) { Shards = copies, WithoutShards = unknown.Select(run => run.Run).ToHashSet() };
            }
        }
    }

    /// <summary>The runs of which lines may be missing: that have no complete line.</summary>
    private static List<(RunIdentity Run, StartEntry? Start)> OpenRunsOf(RunLineScan scan) =>
    [
        .. scan.Lines.Where(line => !line.IsOriginal)
            .GroupBy(line => line.Run)
            .Where(run => !run.OfType<CompleteEntry>().Any())
            .Select(run => (run.Key, run.OfType<StartEntry>().FirstOrDefault())),
    ];

    private static void Read(LogFile log, RunLineScan scan, CancellationToken cancellationToken)
    {
        try
        {
            using var file = FileFolder.Open(log.Path);
            scan.Read(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{log.Name}: cannot be read ({e.Message}).", e);
        }
    }

    /// <returns><see langword="null"/> where one is gone.</returns>
    private async Task<IReadOnlyList<LogFile>?> CopyAsync(
        ILogFolder folder, string log, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var missing = names.Where(name => !_shards.ContainsKey(folder.ShownNameOf(name)))
            .Select(name => (Name: name, Path: NewPath(name)))
            .ToList();
        var isGone = false;
        using var step = shell.Steps.Begin($"Reading the shards of {log}", Unit.Files, missing.Count);
        await Parallel.ForEachAsync(
            missing,
            new ParallelOptions { MaxDegreeOfParallelism = DownloadsAtOnce, CancellationToken = cancellationToken },
            async (shard, token) =>
            {
                await using var to = File.Create(shard.Path);
                if (!await folder.CopyAsync(shard.Name, 0, to, token))
                    isGone = true;
                else
                {
                    lock (_shards)
                        _shards[folder.ShownNameOf(shard.Name)] = shard.Path;
                }

                step.Add(1);
            });
        return isGone ? null : [.. names.Select(folder.ShownNameOf).Select(shown => new LogFile(shown, _shards[shown]))];
    }

    /// <summary>The path of a copy, whose ending is that of the original.</summary>
    private string NewPath(string name)
    {
        _copies ??= Directory.CreateTempSubdirectory("loadgen-logs-");
        return Path.Combine(_copies.FullName, string.Create(CultureInfo.InvariantCulture, $"{_count++}{Path.GetExtension(name)}"));
    }
}
