using System.Globalization;
using Loadgen.Analysis.Verification;
using Loadgen.Clocks;

namespace Loadgen.Cli.Verification;

/// <summary>Reads and judges logs, once or until their runs are over.</summary>
/// <param name="places">Files, folders and URLs.</param>
internal sealed class LogWatch(Shell shell, IReadOnlyList<string> places, VerificationOptions options) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>A rehearsal may be over within that.</summary>
    private static readonly TimeSpan PauseOfRehearsals = TimeSpan.FromSeconds(1);

    private readonly FoundLogs _logs = new(shell);

    /// <summary>Of logs whose changes nobody dates: how long each was, and since when it has been so here.</summary>
    private readonly Dictionary<string, (long Length, DateTimeOffset Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>Judges them as they are.</summary>
    /// <exception cref="UsageException">There is nothing, or it cannot be read.</exception>
    public async Task<IReadOnlyList<VerifiedLog>> ReadAsync(CancellationToken cancellationToken)
    {
        var logs = new List<VerifiedLog>();
        foreach (var place in places)
        {
            await foreach (var log in _logs.ReadAsync(place, cancellationToken))
            {
                var now = shell.Time.GetUtcNow();
                var reading = new Reading(now, log.ChangedAt ?? SeenSince(log, now));
                logs.Add(await VerifiedLog.OfAsync(log, options, reading, shell.Steps, cancellationToken));
            }
        }

        return logs;
    }

    /// <summary>Judges them once their runs are over, and says on standard error what it waits for.</summary>
    /// <exception cref="UsageException">There is nothing, or it cannot be read.</exception>
    public async Task<IReadOnlyList<VerifiedLog>> WaitAsync(CancellationToken cancellationToken)
    {
        string? told = null;
        while (true)
        {
            var logs = await ReadAsync(cancellationToken);
            var running = logs.SelectMany(log => log.Report.Runs).Where(run => run.IsRunning).ToList();
            if (running.Count == 0)
                return logs;

            var state = StateOf(running);
            if (state != told)
                await shell.Error.WriteLineAsync(state);
            told = state;
            var isRehearsal = running.TrueForAll(run => run.Clock != ClockKind.Machine);
            await Task.Delay(isRehearsal ? PauseOfRehearsals : Pause, shell.Time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _logs.Dispose();

    private static string StateOf(List<RunSummary> running) => string.Create(
        CultureInfo.InvariantCulture,
        $"Waiting for {(running.Count == 1 ? "a run" : $"{running.Count} runs")}: {running.Sum(run => run.Logged)} of "
            + $"{running.Sum(run => run.Planned)} events have their line; the others have until "
            + $"{Instant.ToSeconds(running.Max(run => run.RunsUntil!.Value))}.");

    private DateTimeOffset SeenSince(FoundLog log, DateTimeOffset now)
    {
        var length = log.View.Length;
        if (!_seen.TryGetValue(log.Name, out var seen) || seen.Length != length)
            seen = _seen[log.Name] = (length, now);
        return seen.Since;
    }
}
