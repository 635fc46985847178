using System.Globalization;
using Loadgen.Records;

namespace Loadgen.Analysis.Events;

/// <summary>What a log holds, found before the database reads its events.</summary>
internal sealed class LogScan
{
    private readonly LineKinds _kinds = new();

    private LogScan(LogFile file, bool isOriginal) => (File, IsOriginal, Problems) = (file, isOriginal, new(file.Name));

    /// <summary>The log.</summary>
    public LogFile File { get; }

    /// <summary>Whether the original job wrote it: no run ID stands in it, and at least one of its lines is that job's.</summary>
    public bool IsOriginal { get; }

    /// <summary>What was not read.</summary>
    public LogProblems Problems { get; }

    /// <summary>How many lines are those of events.</summary>
    public long Events { get; private set; }

    /// <summary>The lines that frame its runs.</summary>
    public List<RunEntry> RunLines { get; } = [];

    /// <summary>How many bytes the longest line of an event has.</summary>
    public int Longest { get; private set; }

    /// <summary>Whether there is nothing else in it, so that the database can read it as it is.</summary>
    public bool IsClean { get; private set; } = true;

    /// <summary>Reads the log.</summary>
    /// <param name="readBytes">Told how many bytes more were read.</param>
    /// <exception cref="EventLogException">It cannot be read.</exception>
    public static LogScan Of(LogFile file, Action<long>? readBytes, CancellationToken cancellationToken)
    {
        if (HasRunId(file, cancellationToken))
            return Of(file, isOriginal: false, readBytes, cancellationToken);
        var original = Of(file, isOriginal: true, readBytes, cancellationToken);
        return original.Events > 0 || original.RunLines.Count > 0
            ? original
            : Of(file, isOriginal: false, readBytes: null, cancellationToken);
    }

    /// <summary>The lines of events.</summary>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    public IEnumerable<LogLine> EventLines(CancellationToken cancellationToken) =>
        LogLines.Of(File, cancellationToken)
            .Where(line => !line.IsTooLong && (_kinds.IsEvent(line.Utf8.Span) || Parse(line) is InvocationEntry));

    /// <summary>
    /// Adds a reason for each line of an event that is not as it should be: they are looked for where the database read fewer than there
    /// are, or something in them that is none.
    /// </summary>
    /// <param name="missing">How many were not read.</param>
    /// <exception cref="EventLogException">The log cannot be read.</exception>
    public void Examine(long missing, CancellationToken cancellationToken)
    {
        foreach (var line in EventLines(cancellationToken))
        {
            var entry = Parse(line);
            if (entry is UnreadableEntry { Reason: var reason })
                missing--;
            else
                reason = MemberProblemOf(line);
            if (reason is not null)
                Problems.Add(line.Number, reason);
        }

        if (missing > 0)
        {
            var lines = missing == 1 ? "line was" : "lines were";
            Problems.AddUnknown(string.Create(CultureInfo.InvariantCulture, $"{missing} {lines} not read"));
        }
    }

    private static string? MemberProblemOf(LogLine line)
    {
        using var document = LogLineParser.ParseJson(line.Utf8);
        try
        {
            return LineMembers.ProblemOf(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            return "text with half a surrogate pair";
        }
    }

    private static LogScan Of(LogFile file, bool isOriginal, Action<long>? readBytes, CancellationToken cancellationToken)
    {
        var scan = new LogScan(file, isOriginal);
        foreach (var line in LogLines.Of(file, cancellationToken))
        {
            scan.Add(line);
            readBytes?.Invoke(line.Utf8.Length + 1);
        }

        return scan;
    }

    private static bool HasRunId(LogFile file, CancellationToken cancellationToken) =>
        LogLines.Of(file, cancellationToken).Any(line => line.Utf8.Span.IndexOf("\"run_id\""u8) >= 0);

    private void Add(LogLine line)
    {
        IsClean &= !line.IsMarked;
        if (line.IsTooLong)
            Refuse(line, $"longer than {LineReader.LongestLine >> 20} MiB");
        else if (_kinds.IsEvent(line.Utf8.Span))
            AddEvent(line);
        else
            AddOther(line, Parse(line));
    }

    private void AddOther(LogLine line, LogEntry? entry)
    {
        if (entry is StartEntry or CompleteEntry)
            RunLines.Add((RunEntry)entry);
        else if (entry is InvocationEntry)
            AddEvent(line);
        else if (entry is UnreadableEntry { Reason: var reason })
            Refuse(line, reason);
        // That the log has taken shards in is not told of anything.
        else if (entry is not ShardsEntry)
            IsClean = false;
    }

    private void AddEvent(LogLine line)
    {
        Events++;
        Longest = Math.Max(Longest, line.Utf8.Length);
    }

    private void Refuse(LogLine line, string reason)
    {
        IsClean = false;
        Problems.Add(line.Number, reason);
    }

    private LogEntry? Parse(LogLine line)
    {
        var number = (int)Math.Min(line.Number, int.MaxValue);
        return IsOriginal ? OriginalLine.Parse(line.Utf8, number) : LogLineParser.Parse(line.Utf8, number);
    }
}
