using Loadgen.Records;
using Loadgen.Runs;

namespace Loadgen.Analysis.Verification;

/// <summary>
/// All that a log is judged by, without the log: of each line of an event less than a hundred bytes are kept. Lines that the log does not
/// have yet may be in shards beside it, which are added behind it.
/// </summary>
public sealed class LogDigest
{
    private readonly OrderedDictionary<RunIdentity, RunDigest> _runs = [];
    private readonly List<(LinePlace Place, string Reason)> _unreadable = [];
    private readonly List<int> _unended = [];
    private readonly List<string> _shards = [];
    private RunDigest? _last;

    /// <summary>The runs that its lines name, in their order, each with its first start line.</summary>
    public IEnumerable<(RunIdentity Run, StartEntry? Start)> Runs => _runs.Values.Select(run => (run.Run, run.Start));

    /// <summary>The runs that its lines name, in their order.</summary>
    internal IReadOnlyDictionary<RunIdentity, RunDigest> Digests => _runs;

    /// <summary>The texts of its event IDs.</summary>
    internal EventNames Names { get; } = new();

    /// <summary>The lines that cannot be read: the first <see cref="RunLogReader.MostUnreadable"/>, and why.</summary>
    internal IReadOnlyList<(LinePlace Place, string Reason)> Unreadable => _unreadable;

    /// <summary>How many lines cannot be read.</summary>
    internal int UnreadableCount { get; private set; }

    /// <summary>The parts of which the last line is not whole.</summary>
    internal IReadOnlyList<int> Unended => _unended;

    /// <summary>Whether it has no line, not even one that cannot be read.</summary>
    internal bool IsEmpty => _runs.Count == 0 && UnreadableCount == 0;

    /// <summary>What there is of a log in memory.</summary>
    public static LogDigest Of(LogReading log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var digest = new LogDigest();
        foreach (var entry in log.Entries)
            digest.Add(CheckedLine.Of(entry));
        digest.UnreadableCount = log.Unreadable;
        digest.EndPart(log.EndsInNewline);
        return digest;
    }

    /// <summary>The shard of that part; <see langword="null"/> where it is the log itself.</summary>
    internal string? ShardOf(int part) => part == 0 ? null : _shards[part - 1];

    /// <summary>What is added from now on is from a shard.</summary>
    internal void BeginShard(string name) => _shards.Add(name);

    /// <summary>Adds the next line.</summary>
    internal void Add(CheckedLine line)
    {
        var place = new LinePlace(_shards.Count, line.Entry.LineNumber);
        if (line.Entry is RunEntry entry)
            DigestOf(entry.Run).Add(place, entry, line.Contradictions);
        else if (line.Entry is UnreadableEntry { Reason: var reason } && ++UnreadableCount <= RunLogReader.MostUnreadable)
            _unreadable.Add((place, reason));
    }

    /// <summary>There are no more lines of the log, or of the shard.</summary>
    internal void EndPart(bool endsInNewline)
    {
        if (!endsInNewline)
            _unended.Add(_shards.Count);
    }

    private RunDigest DigestOf(RunIdentity run)
    {
        if (_last?.Run == run)
            return _last;
        if (!_runs.TryGetValue(run, out var digest))
            _runs.Add(run, digest = new(run, Names));
        return _last = digest;
    }
}
