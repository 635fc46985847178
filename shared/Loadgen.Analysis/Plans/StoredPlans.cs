using Loadgen.Configuration;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Storage;
using Loadgen.Workloads;

namespace Loadgen.Analysis.Plans;

/// <summary>Reads a whole object.</summary>
/// <returns><see langword="null"/> where there is no such object.</returns>
public delegate Task<ReadOnlyMemory<byte>?> ReadObject(string name, CancellationToken cancellationToken);

/// <summary>Finds what is stored of runs beside their logs: manifests and workloads, under <c>{LOG_GCS_PREFIX}-state/</c>.</summary>
/// <param name="read">Reads an object of the logs' bucket, or a file.</param>
/// <param name="prefix"><c>LOG_GCS_PREFIX</c>, where it is known.</param>
public sealed class StoredPlans(ReadObject read, string? prefix = null)
{
    private static readonly string UsualPrefix = new LogSettings().Prefix;

    // Hours of one experiment share a workload.
    private readonly Dictionary<string, Workload> _workloads = new(StringComparer.Ordinal);

    /// <summary>What is stored of each of a log's runs of which anything is.</summary>
    /// <param name="logName">The log's name, its parts separated by slashes.</param>
    /// <param name="runs">Its runs, each with its start line, where there is one.</param>
    public async Task<IReadOnlyDictionary<RunIdentity, StoredPlan>> FindAsync(
        string logName, IEnumerable<(RunIdentity Run, StartEntry? Start)> runs, CancellationToken cancellationToken)
    {
        var plans = new Dictionary<RunIdentity, StoredPlan>();
        foreach (var (run, start) in runs.Where(run => run.Run.RunId != OriginalLine.RunId))
        {
            foreach (var paths in PlacesOf(logName, prefix))
            {
                if (await FindAsync(paths, run, start?.Settings?.Workload?.Hash, cancellationToken) is not { } plan)
                    continue;
                plans[run] = plan;
                break;
            }
        }

        return plans;
    }

    /// <summary>
    /// Where the state of a log may lie. Its prefix is known only from its place, and with a name of its own it may lie anywhere: so beside
    /// each of the folders that it is in, the usual one first, and under the prefix that is known and the usual one in each of them.
    /// </summary>
    internal static IEnumerable<RunPaths> PlacesOf(string logName, string? prefix)
    {
        var parts = logName.Split('/');
        // {prefix}/{experiment}/{scenario}/{file}
        const int behindPrefix = 3;
        var folders = Enumerable.Range(1, parts.Length - 1)
            .OrderBy(count => Math.Abs(parts.Length - behindPrefix - count))
            .Select(count => string.Join('/', parts[..count]))
            .ToList();
        string[] prefixes = prefix is null || prefix == UsualPrefix ? [UsualPrefix] : [prefix, UsualPrefix];
        return folders.Where(folder => folder.Length > 0)
            .Concat(prefixes.SelectMany(name => folders.Select(folder => $"{folder}/{name}").Append(name)))
            .Select(name => new RunPaths(name));
    }

    private async Task<StoredPlan?> FindAsync(RunPaths paths, RunIdentity run, string? hash, CancellationToken cancellationToken)
    {
        try
        {
            var name = paths.ManifestOf(run);
            var manifest = await read(name, cancellationToken) is { } stored ? StoredState.Read(name, stored, RunManifest.Read) : null;
            hash = manifest?.Workload?.Hash ?? hash;
            var workload = hash is null ? null
                : await FindWorkloadAsync(paths.WorkloadOf(run, hash), hash, cancellationToken)
                    ?? await FindWorkloadAsync(paths.FormerWorkloadOf(run, hash), hash, cancellationToken);
            return manifest is null && workload is null ? null : new(manifest, workload) { Place = paths };
        }
        catch (StoredStateException e)
        {
            return new(null, null) { Problem = e.Message };
        }
    }

    private async Task<Workload?> FindWorkloadAsync(string name, string hash, CancellationToken cancellationToken)
    {
        if (_workloads.TryGetValue(hash, out var known))
            return known;
        if (await read(name, cancellationToken) is not { } stored)
            return null;
        return _workloads[hash] = PinnedWorkload.Read(name, hash, stored);
    }
}
