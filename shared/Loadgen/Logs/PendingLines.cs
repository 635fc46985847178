using Loadgen.Records;

namespace Loadgen.Logs;

/// <summary>Lines on their way into a run's log, in the order of their arrival; one of each key, the first.</summary>
internal sealed class PendingLines
{
    private readonly Lock _lock = new();
    private readonly List<LogLine> _lines = [];

    public void Add(LogLine line)
    {
        lock (_lock)
        {
            if (!_lines.Exists(waiting => waiting.Key == line.Key))
                _lines.Add(line);
        }
    }

    public LogLine? Find(LineKey key)
    {
        lock (_lock)
            return _lines.Find(line => line.Key == key);
    }

    public List<LogLine> MissingFrom(LogContent content)
    {
        lock (_lock)
            return _lines.FindAll(line => !content.Has(line.Key));
    }

    /// <summary>Forgets the lines whose key is stored.</summary>
    /// <returns>Those of them that are what is stored, and not another line of the same key.</returns>
    public List<LogLine> RemoveStored(LogContent content)
    {
        lock (_lock)
        {
            var stored = _lines.FindAll(content.IsStored);
            _lines.RemoveAll(line => content.Has(line.Key));
            return stored;
        }
    }
}
