using Loadgen.Records;
using Loadgen.Telemetry;

namespace Loadgen.Logs;

/// <summary>Lines on their way into a run's log, in the order of their arrival; one of each key, the first.</summary>
/// <param name="metrics">Counts them.</param>
internal sealed class PendingLines(Metrics metrics)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<PendingLine> _lines = [];
    private readonly Dictionary<LineKey, LinkedListNode<PendingLine>> _places = [];

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _lines.Count == 0;
        }
    }

    /// <summary>Adds a line.</summary>
    /// <returns>The one that waits with its key.</returns>
    public PendingLine Add(PendingLine line)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(line.Line.Key, out var place))
                return place.Value;
            _places[line.Line.Key] = _lines.AddLast(line);
        }

        metrics.Pending(1);
        return line;
    }

    public PendingLine? Find(LineKey key)
    {
        lock (_lock)
            return _places.GetValueOrDefault(key)?.Value;
    }

    /// <summary>All of them, at this moment.</summary>
    public List<PendingLine> ToList()
    {
        lock (_lock)
            return [.. _lines];
    }

    public void Remove(PendingLine line)
    {
        lock (_lock)
        {
            if (!_places.Remove(line.Line.Key, out var place))
                return;
            _lines.Remove(place);
        }

        metrics.Pending(-1);
    }
}

/// <summary>A line that waits to be stored.</summary>
/// <param name="right">What allows to write it, where the log itself does not tell.</param>
internal sealed class PendingLine(LogLine line, LineRight? right)
{
    public LogLine Line => line;

    public LineRight? Right => right;

    /// <summary>Whether the run's line is this one; <see langword="null"/> as long as nobody knows.</summary>
    public bool? IsStored { get; set; }

    /// <summary>Once it is stored in a shard: how many were before; see <see cref="LogFinish"/>.</summary>
    public long Number { get; set; }
}
