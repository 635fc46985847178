using System.Globalization;

namespace Loadgen.Analysis.Events;

/// <summary>
/// What was not read of a log. A gigabyte of newlines is not worth a gigabyte of reasons, so that the first
/// ones stand for all.
/// </summary>
/// <param name="log">The log's name.</param>
internal sealed class LogProblems(string log)
{
    /// <summary>So many lines of a log are told.</summary>
    public const int Most = 100;

    private readonly List<(long? Line, string Reason)> _told = [];

    /// <summary>How many there are, told or not.</summary>
    public long Count { get; private set; }

    public void Add(long line, string reason)
    {
        if (++Count <= Most)
            _told.Add((line, reason));
    }

    /// <summary>Of lines whose numbers are not known.</summary>
    public void AddUnknown(string reason) => _told.Add((null, reason));

    /// <summary>Adds them to the table.</summary>
    public void AddTo(EventDatabase database)
    {
        if (Count > Most)
            AddUnknown(string.Create(CultureInfo.InvariantCulture, $"and {Count - Most} other lines"));
        foreach (var (line, reason) in _told)
            database.Execute("INSERT INTO problems VALUES ($1, $2, $3)", log, line, reason);
    }
}
