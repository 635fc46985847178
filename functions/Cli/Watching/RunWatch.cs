using Loadgen.Analysis.Plans;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Verification;
using Loadgen.Runs;

namespace Loadgen.Cli.Watching;

/// <summary>Follows all runs of a place that are not over, and those that begin meanwhile, until none of them goes on.</summary>
internal sealed class RunWatch(Shell shell, ILogPlace place, EventBoard board)
{
    /// <summary>
    /// A log that had not changed for so long when the newest one did is over: an hour is ticked half an hour ahead at most, and its
    /// events have their lines within <c>MAX_LATENESS_S</c> and a quarter of an hour.
    /// </summary>
    private static readonly TimeSpan Over = TimeSpan.FromHours(3);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>A listing's page.</summary>
    private const int Page = 1000;

    private readonly StoredPlans _plans = new(place.FindStateAsync);
    private readonly List<FollowedLog> _followed = [];

    /// <summary>Logs without a run that goes on, as they were, and whether they were there from the beginning.</summary>
    private readonly Dictionary<string, (LogState State, bool IsOld)> _over = new(StringComparer.Ordinal);

    private RunIdentity? _last;
    private string? _said;
    private bool _isFirst = true;
    private int _looksUntilList;
    private int _failures;

    private IEnumerable<FollowedRun> Runs => _followed.SelectMany(log => log.Runs);

    /// <summary>Follows them to their end, and judges their logs.</summary>
    /// <exception cref="UsageException">The place cannot be read at the beginning. Later, it is tried again.</exception>
    public async Task<IReadOnlyList<VerifiedLog>> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await LookAsync(cancellationToken);
                if (_followed.Count > 0 && !Runs.Any(run => run.IsRunning))
                {
                    board.Status = "All runs are over. Their logs are being verified …";
                    return await VerifyAsync(cancellationToken);
                }

                (_isFirst, _failures) = (false, 0);
                Say(_followed.Count == 0 ? WatchText.Waiting(place, _last, shell.Time.GetUtcNow()) : WatchText.Unknown(Runs));
            }
            catch (UsageException e) when (!_isFirst)
            {
                _failures++;
                Say($"{e.Message} It is tried again.");
            }

            await Task.Delay(Pause, shell.Time, cancellationToken);
        }
    }

    /// <summary>Short while something happens, or may; longer after each failure.</summary>
    private TimeSpan Pause
    {
        get
        {
            if (_failures > 0)
                return place.Pause * (1 << Math.Min(_failures, 8)) is var pause && pause < LongestPause ? pause : LongestPause;
            var quiet = Runs.Select(run => run.IsQuietFor).DefaultIfEmpty(TimeSpan.Zero).Min();
            return quiet < place.Pause ? place.Pause : quiet < place.LongPause ? quiet : place.LongPause;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var log in await FindLogsAsync(cancellationToken))
        {
            if (_followed.Find(followed => followed.State.Name == log.Name) is { } known)
                await GrowAsync(known, log, isOld: false, cancellationToken);
            else if (!_over.TryGetValue(log.Name, out var before))
                await FollowAsync(log, isOld: _isFirst, cancellationToken);
            else if (before.State != log)
                await FollowAsync(log, before.IsOld, cancellationToken);
        }

        foreach (var log in _followed)
            await log.ReadShardsAsync(cancellationToken);
        foreach (var run in Runs)
            await run.AskAsync(cancellationToken);
        board.Title = $"{WatchText.Title(board.Runs)}; {WatchText.Asked(place)}";
    }

    /// <summary>The logs that may have changed. Of very many, new ones are not looked for each time.</summary>
    private async Task<IReadOnlyList<LogState>> FindLogsAsync(CancellationToken cancellationToken)
    {
        if (_looksUntilList-- > 0)
            return await Task.WhenAll(_followed.Select(log => place.LookAsync(log.State, cancellationToken)));

        var logs = await place.ListAsync(cancellationToken);
        _looksUntilList = logs.Count / Page;
        if (_isFirst)
            await LeaveOutAsync(logs, cancellationToken);
        return logs;
    }

    /// <summary>Of what is there at the beginning, leaves out what can be seen to be over without reading it.</summary>
    private async Task LeaveOutAsync(IReadOnlyList<LogState> logs, CancellationToken cancellationToken)
    {
        if (place.IsOneLog)
            return;
        var since = logs.Select(log => log.ChangedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max() - Over;
        foreach (var log in logs.OrderBy(log => log.ChangedAt))
        {
            var run = log.ChangedAt < since ? null : await FollowedLog.FindCompleteAsync(place, log, cancellationToken);
            if (run is not null || log.ChangedAt < since)
                _over[log.Name] = (log, IsOld: true);
            _last = run ?? _last;
        }
    }

    private async Task FollowAsync(LogState log, bool isOld, CancellationToken cancellationToken)
    {
        var followed = new FollowedLog(place, _plans, board, shell.Time);
        await GrowAsync(followed, log, isOld, cancellationToken);
        if (place.IsOneLog || followed.Runs.Any())
            _followed.Add(followed);
        else
            (_over[log.Name], _last) = ((log, isOld), followed.Last ?? _last);
    }

    private static async Task GrowAsync(FollowedLog followed, LogState log, bool isOld, CancellationToken cancellationToken)
    {
        await followed.GrowAsync(log, cancellationToken);
        await followed.ShowRunsAsync(isOld, cancellationToken);
    }

    private async Task<IReadOnlyList<VerifiedLog>> VerifyAsync(CancellationToken cancellationToken)
    {
        using var found = new FoundLogs(shell);
        var logs = new List<VerifiedLog>();
        foreach (var log in _followed.OrderBy(log => log.State.Name, StringComparer.Ordinal))
            logs.Add(await log.VerifyAsync(found, shell.Steps, cancellationToken));
        return logs;
    }

    /// <summary>Shows what is waited for or wrong, and says it once.</summary>
    private void Say(string? text)
    {
        board.Status = text;
        if (text is not null && text != _said)
            board.Tell(text);
        _said = text;
    }
}
