using Loadgen.Analysis.Correlation;
using Loadgen.Analysis.Events;
using Loadgen.Analysis.Reports;
using Loadgen.Cli.Exports;
using Loadgen.Cli.Logs;
using Loadgen.Clocks;

namespace Loadgen.Cli.Correlation;

/// <summary>Run logs, joined with those of functions and dispatchers.</summary>
internal sealed class CorrelatedLogs : IDisposable
{
    private CorrelatedLogs(EventDatabase database, JoinedLogs joined) => (Database, Joined) = (database, joined);

    /// <summary>The events, with what their logs say.</summary>
    public EventDatabase Database { get; }

    /// <summary>What was joined.</summary>
    public JoinedLogs Joined { get; }

    /// <summary>What it comes to; of several runs of an hour, of the first. <see langword="null"/> where there is no event.</summary>
    public CorrelationResult? Result { get; private init; }

    /// <summary>All events.</summary>
    public long Events { get; private init; }

    /// <summary>Events of further runs of an hour: they are joined, and in no number.</summary>
    public long OfOtherRuns { get; private init; }

    /// <summary>The clock of each run.</summary>
    public IReadOnlyList<ClockKind> Clocks { get; private init; } = [];

    /// <summary>What was not read: a log's name, and why.</summary>
    public IReadOnlyList<(string Log, long? Line, string Reason)> Problems { get; private init; } = [];

    /// <summary>Reads and joins all that lies at the places.</summary>
    /// <param name="output">Where the events are going to be written; <see langword="null"/>: nowhere.</param>
    /// <exception cref="UsageException">At one of the places is nothing, or it cannot be read; or it is the output.</exception>
    /// <exception cref="EventLogException">The logs cannot be read or joined as a whole.</exception>
    public static async Task<CorrelatedLogs> JoinAsync(
        Shell shell,
        IReadOnlyList<string> runs,
        IReadOnlyList<string> functions,
        IReadOnlyList<string> dispatchers,
        string? output,
        CancellationToken cancellationToken)
    {
        using var runLogs = await LocalLogs.OpenAsync(shell, runs, cancellationToken);
        using var functionLogs = await LocalLogs.OpenOfFunctionsAsync(shell, functions, cancellationToken);
        using var dispatcherLogs = await LocalLogs.OpenOfFunctionsAsync(shell, dispatchers, cancellationToken);
        if (output is not null)
            EventFile.RequireNoneOf([.. runLogs.Files, .. functionLogs.Files, .. dispatcherLogs.Files], output);

        var database = new EventDatabase();
        try
        {
            LoadedLogs.Load(shell, database, runLogs, cancellationToken);
            return Of(database, LoadedLogs.Join(shell, database, functionLogs, dispatcherLogs, cancellationToken));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Database.Dispose();

    private static CorrelatedLogs Of(EventDatabase database, JoinedLogs joined)
    {
        RunChoice.Choose(database, []);
        var (events, chosen) = database.Read(
            "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM chosen)", row => (row.GetInt64(0), row.GetInt64(1)))[0];
        return new(database, joined)
        {
            Result = CorrelationSummary.Of(database) is { } result ? result with { LogsWithoutCall = joined.LogsWithoutCall } : null,
            Events = events,
            OfOtherRuns = events - chosen,
            Clocks = database.Read(
                "SELECT clock, clock_speed FROM runs WHERE clock IS NOT NULL AND clock_speed IS NOT NULL",
                row => new ClockKind(row.GetString(0), row.GetDouble(1))),
            Problems = database.Read(
                "SELECT log, line, reason FROM problems ORDER BY log, line",
                row => (row.GetString(0), row.IsDBNull(1) ? null : (long?)row.GetInt64(1), row.GetString(2))),
        };
    }
}
