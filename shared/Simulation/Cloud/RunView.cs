using System.Collections;
using Loadgen.Logs.Shards;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Cloud;

/// <summary>
/// What a run's readers see at every moment: the lines of its log, and those of the shards beside it that count. Every event's line is in
/// it at most once, and what has been in it stays.
/// </summary>
internal sealed class RunView(History history)
{
    /// <summary>A holder begins to store its line within this time after it asked for its claim, or claims its event anew.</summary>
    private static readonly TimeSpan ClaimHolds = TimeSpan.FromSeconds(600);

    private const int HighestLevel = 6;

    private static readonly TimeSpan TimerError = TimeSpan.FromMilliseconds(5);

    private readonly Dictionary<string, Dictionary<ShardName, IReadOnlyList<Batch>>> _shardsByWriter = [];
    private readonly HashSet<ShardName> _named = [];
    private readonly HashSet<ShardName> _joinedPlaces = [];
    private readonly BitArray _hasLine = new(history.Dossiers.Events.Count);
    private List<Batch> _log = [];
    private HashSet<Batch> _visible = [];
    private HashSet<ShardName> _counting = [];
    private string _folder = "";

    /// <summary>The log object.</summary>
    public string? LogObject { get; private set; }

    /// <summary>How many events have their line in the view.</summary>
    public int Events { get; private set; }

    /// <summary>How many events have their line in the log itself.</summary>
    public int EventsInLog => _log.Sum(batch => batch.Places.Count);

    /// <summary>Whether the run's last line is in the log.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The objects whose lines are the run's: the log, then the shards that count.</summary>
    public IEnumerable<string> Objects => ShardView.Of(Stored, _named).Counting
        .Select(shard => _folder + shard.ObjectName)
        .Prepend(LogObject)
        .OfType<string>();

    private IEnumerable<string> Stored => _shardsByWriter.Values.SelectMany(shards => shards.Keys).Select(shard => shard.ObjectName);

    public IReadOnlyList<Batch> BatchesOf(string name) =>
        name == LogObject ? _log : ShardName.Of(name) is { } shard ? ShardsOf(shard)[shard] : throw Unknown(name);

    /// <summary>A shard was written, or joined from others.</summary>
    public void StoreShard(StoreRequest request, IReadOnlyList<Batch> batches)
    {
        var shard = ShardName.Of(request.Name) ?? throw Unknown(request.Name);
        var events = batches.Sum(batch => batch.Places.Count);
        if (shard.Events != events)
            history.Report($"promise 1: {request.Name} has {events} events");
        _folder = request.Name[..(request.Name.LastIndexOf('/') + 1)];
        var others = ShardsOf(shard);
        List<ShardName> joined = shard.Level == 0 ? [] : [.. others.Keys.Where(other => shard.Covers(other) && _counting.Contains(other))];
        others[shard] = batches;
        if (shard.Level > 0)
            _joinedPlaces.Add(shard with { Events = 0 });
        if (_named.Count > 0 || IsCovered(shard))
        {
            Look(request);
        }
        else if (shard.Level == 0 || IsSame(joined.SelectMany(other => others[other]), batches))
        {
            _counting.ExceptWith(joined);
            _counting.Add(shard);
            if (shard.Level == 0)
                ShowAll(batches, request);
        }
        else
        {
            Look(request);
        }
    }

    /// <summary>The log was written, or has grown.</summary>
    public void StoreLog(StoreRequest request, IReadOnlyList<Batch> batches)
    {
        LogObject = request.Name;
        if (!batches.Take(_log.Count).SequenceEqual(_log))
            history.Report($"promise 1: {request.Name} does not begin with what it was");
        List<Batch> more = [.. batches.Skip(_log.Count)];
        _log = [.. batches];
        if (IsComplete && more.Count > 0)
            history.Report($"promise 1: {request.Name} goes on after its last line");
        IsComplete |= more.Exists(batch => batch.IsComplete);

        HashSet<ShardName> named = [.. more.SelectMany(batch => batch.Named)];
        _named.UnionWith(named);
        var taken = named.Where(_counting.Contains).SelectMany(shard => ShardsOf(shard)[shard]).ToHashSet();
        if (named.IsSubsetOf(_counting) && taken.SetEquals(more.Where(_visible.Contains)) && more.Distinct().Count() == more.Count)
        {
            _counting.ExceptWith(named);
            ShowAll(more.Where(batch => !taken.Contains(batch)), request);
        }
        else
        {
            Look(request);
        }
    }

    public void Delete(string name)
    {
        if (ShardName.Of(name) is not { } shard)
            throw Unknown(name);
        var others = ShardsOf(shard);
        _joinedPlaces.Remove(shard with { Events = 0 });
        // One that does not count, and covers nothing, is not missed.
        if (others.Remove(shard) && (_counting.Contains(shard) || (shard.Level > 0 && others.Keys.Any(shard.Covers))))
            Look(request: null);
    }

    private static bool IsSame(IEnumerable<Batch> some, IReadOnlyCollection<Batch> others)
    {
        var set = some.ToHashSet();
        return set.Count == others.Count && set.SetEquals(others);
    }

    private static InvalidOperationException Unknown(string name) => new($"'{name}' is neither the run's log nor one of its shards.");

    private bool IsCovered(ShardName shard)
    {
        if (_joinedPlaces.Count == 0)
            return false;
        for (var parent = shard.Parent; parent.Level <= HighestLevel; parent = parent.Parent)
        {
            if (_joinedPlaces.Contains(parent))
                return true;
        }

        return false;
    }

    private Dictionary<ShardName, IReadOnlyList<Batch>> ShardsOf(ShardName shard)
    {
        if (!_shardsByWriter.TryGetValue(shard.Writer, out var shards))
            _shardsByWriter.Add(shard.Writer, shards = []);
        return shards;
    }

    /// <summary>Takes the view of all that is stored, and compares it with what it was.</summary>
    /// <param name="request">What changed it; <see langword="null"/> for a deletion.</param>
    private void Look(StoreRequest? request)
    {
        _counting = [.. ShardView.Of(Stored, _named).Counting];
        var before = _visible;
        _visible = [];
        foreach (var batch in _log.Concat(_counting.SelectMany(shard => ShardsOf(shard)[shard])))
        {
            if (!before.Remove(batch))
                Show(batch, request);
            else if (!_visible.Add(batch))
                Doubled(batch);
        }

        foreach (var gone in before)
            Vanished(gone);
    }

    private void ShowAll(IEnumerable<Batch> batches, StoreRequest request)
    {
        foreach (var batch in batches)
            Show(batch, request);
    }

    private void Show(Batch batch, StoreRequest? request)
    {
        if (!_visible.Add(batch))
        {
            Doubled(batch);
            return;
        }

        foreach (var place in batch.Places)
        {
            if (_hasLine[place])
                history.Report($"promise 1: {history.Dossiers.Events[place].EventId} has two lines");
            else
                Events++;
            _hasLine[place] = true;
        }

        if (request is null)
            return;
        foreach (var (place, outcome, recordedAt) in batch.TakeLines())
        {
            var dossier = history.Dossiers.Of(place);
            var by = request.By.Event == dossier ? request.By : null;
            if (!dossier.HasLine)
                dossier.Line = new(outcome, recordedAt, history.Now, request.By.Life, by);
            if (ShardName.Of(request.Name) is not null)
                JudgeHolder(dossier, request);
        }
    }

    /// <summary>
    /// In a shard a line is its event's holder's, and its claim says so when the line is sent: nothing else keeps others away.
    /// </summary>
    private void JudgeHolder(Dossier dossier, StoreRequest request)
    {
        var claim = dossier.Claims.FindLast(one => one.At <= request.From && !(one.ReleasedAt <= request.From));
        if (claim?.By.Life != request.By.Life)
            history.Report($"promise 1: a line of {dossier.EventId} was stored by one that did not hold its claim");
        else if (request.From - claim.Request.From > ClaimHolds + TimerError)
            history.Report($"promise 1: the line of {dossier.EventId} was sent after its claim might have been taken over");
    }

    private void Doubled(Batch batch)
    {
        if (batch.Places.Count > 0)
            history.Report($"promise 1: {history.Dossiers.Events[batch.Places[0]].EventId} is counted twice");
    }

    private void Vanished(Batch batch)
    {
        if (batch.Places.Count > 0)
            history.Report($"promise 1: the line of {history.Dossiers.Events[batch.Places[0]].EventId} is not there any more");
        foreach (var place in batch.Places)
        {
            Events -= _hasLine[place] ? 1 : 0;
            _hasLine[place] = false;
        }
    }
}
