using Loadgen.Analysis.Plans;
using Loadgen.Analysis.Verification;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Steps;
using Loadgen.Cli.Verification;
using Loadgen.Records;
using Loadgen.Runs;

namespace Loadgen.Cli.Watching;

/// <summary>A log that grows, of which only what is new is read.</summary>
/// <param name="machine">The machine's clock.</param>
internal sealed class FollowedLog(ILogPlace place, StoredPlans plans, EventBoard board, TimeProvider machine)
{
    /// <summary>So much is read at a time, or a whole line.</summary>
    private const int Piece = 8 << 20;

    /// <summary>The complete line fits into that.</summary>
    private const int Tail = 4096;

    private readonly OrderedDictionary<RunIdentity, FollowedRun> _runs = [];
    private readonly Dictionary<RunIdentity, FollowedShards> _shards = [];
    private LogState _state = null!;
    private DateTimeOffset _since;
    private LogState? _done;
    private long _read;

    /// <summary>The log as it was last seen.</summary>
    public LogState State => _state;

    /// <summary>Its runs that are shown.</summary>
    public IEnumerable<FollowedRun> Runs => _runs.Values.Where(run => run.IsShown);

    /// <summary>The run that it tells of last.</summary>
    public RunIdentity? Last => _runs.Keys.LastOrDefault();

    /// <summary>The run of a log whose last line completes one: whoever sees it need not read the rest.</summary>
    public static async Task<RunIdentity?> FindCompleteAsync(ILogPlace place, LogState log, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(log.Length, Tail);
        if (count == 0)
            return null;
        var tail = (await place.ReadAsync(log, log.Length - count, count, cancellationToken)).TrimEnd("\r\n"u8);
        var last = tail[(tail.Span.LastIndexOf((byte)'\n') + 1)..];
        return RunLogReader.Read(last).Entries is [CompleteEntry complete] ? complete.Run : null;
    }

    /// <summary>Reads what is new.</summary>
    /// <param name="now">The log as it is now.</param>
    public async Task GrowAsync(LogState now, CancellationToken cancellationToken)
    {
        if (now == _done)
            return;
        if (now != _state)
            _since = place.IsOnMachineClock ? now.ChangedAt : machine.GetUtcNow();
        // One that was written anew is read anew; what is known of its events stays.
        if (now.Length < _read)
            _read = 0;
        _state = now;
        for (var count = Piece; ;)
        {
            var piece = await ReadAsync(_read, count, cancellationToken);
            var isLast = _read + piece.Length == now.Length;
            var end = piece.Span.LastIndexOf((byte)'\n') + 1;
            foreach (var line in RunLogReader.Read(piece[..end]).Entries.OfType<RunEntry>().Where(line => !line.IsOriginal))
                RunOf(line.Run).Take(line, _since);
            _read += end;
            if (isLast)
                break;
            // The line is longer than the piece.
            if (end == 0)
                count = checked(count * 2);
        }

        _done = now;
    }

    /// <summary>Shows the runs that are new.</summary>
    /// <param name="isOld">Whether those that are over already are of no interest.</param>
    public async Task ShowRunsAsync(bool isOld, CancellationToken cancellationToken)
    {
        var found = _runs.Values.Where(run => !run.HasPlan).ToList();
        if (found.Count == 0)
            return;

        var runs = found.Select(run => (run.OnBoard.Identity, run.Start));
        var stored = await plans.FindAsync(_state.StateName, runs, cancellationToken);
        foreach (var run in found)
        {
            var identity = run.OnBoard.Identity;
            StoredProgress? progress = null;
            if (stored.GetValueOrDefault(identity)?.Place is { } paths)
            {
                progress = new(place.FindStateAsync, paths, identity);
                _shards[identity] = new(place, paths.ShardsOf(identity));
            }

            run.Know(RunPlan.Of(identity, run.Start, new VerificationOptions { Stored = stored }), progress);
            if (!isOld || run.IsRunning)
                run.Show();
        }
    }

    /// <summary>Reads those of its lines that are new in shards beside it.</summary>
    public async Task ReadShardsAsync(CancellationToken cancellationToken)
    {
        foreach (var run in Runs.Where(run => !run.IsComplete))
        {
            if (!_shards.TryGetValue(run.OnBoard.Identity, out var shards))
                continue;
            foreach (var line in await shards.ReadAsync(cancellationToken))
                run.Take(line, _since = machine.GetUtcNow());
        }
    }

    /// <summary>Judges all of it.</summary>
    /// <param name="logs">Finds it again.</param>
    public async Task<VerifiedLog> VerifyAsync(FoundLogs logs, StepDisplay steps, CancellationToken cancellationToken)
    {
        var reading = new Reading(machine.GetUtcNow(), _since);
        var found = await logs.ReadAsync(_state.Name, cancellationToken).FirstAsync(cancellationToken);
        return await VerifiedLog.OfAsync(found, new VerificationOptions(), reading, steps, cancellationToken);
    }

    /// <param name="most">How much, where there is so much.</param>
    private async Task<ReadOnlyMemory<byte>> ReadAsync(long from, int most, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(most, _state.Length - from);
        return count > 0 ? await place.ReadAsync(_state, from, count, cancellationToken) : default;
    }

    private FollowedRun RunOf(RunIdentity identity)
    {
        if (!_runs.TryGetValue(identity, out var run))
            _runs.Add(identity, run = new(identity, machine, board));
        return run;
    }
}
