using System.Collections.Concurrent;
using Loadgen.Runs;
using Loadgen.Storage;
using Loadgen.Telemetry;

namespace Loadgen.Logs;

/// <summary>The logs that this instance writes, one of each run, so that lines that are ready at the same time go out together.</summary>
/// <param name="paths">Where lines wait that are about to be joined to them.</param>
public sealed class RunLogs(IObjectStore store, RunPaths paths, LogServices services)
{
    private const int ManyRuns = 32;

    private readonly ConcurrentDictionary<Run, RunLog> _logs = new();

    /// <summary>The log of a run.</summary>
    public RunLog Of(Run run)
    {
        if (_logs.Count > ManyRuns)
            ForgetCompleteRuns();
        return _logs.GetOrAdd(run, static (key, self) => self.Open(key), this);
    }

    private RunLog Open(Run run) => new(store, paths, run, services);

    private void ForgetCompleteRuns()
    {
        foreach (var (run, log) in _logs)
        {
            if (log.IsComplete)
                _logs.TryRemove(run, out _);
        }
    }
}

/// <summary>What every run's log uses.</summary>
/// <param name="NewToken">A name for each part that is written, and for each writer of shards.</param>
/// <param name="Output">Where stored lines go as well.</param>
/// <param name="Metrics">Counts the lines that wait.</param>
public sealed record LogServices(StoreRetry Retry, TimeProvider Time, Func<Guid> NewToken, LineOutput Output, Metrics Metrics)
{
    /// <summary>What <see cref="MostInOneObject"/> is where nothing else is said.</summary>
    public const int UsualMostInOneObject = 2000;

    /// <summary>Runs of more events than this have shards.</summary>
    public int MostInOneObject { get; init; } = UsualMostInOneObject;
}
