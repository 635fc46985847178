using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Runs;

namespace Loadgen.Records;

/// <summary>What one line of a log says, as far as it is judged.</summary>
/// <param name="LineNumber">1-based.</param>
public abstract record LogEntry(int LineNumber);

/// <summary>A line that cannot be judged.</summary>
/// <param name="LineNumber">1-based.</param>
/// <param name="Reason">What is wrong with it, on one line.</param>
public sealed record UnreadableEntry(int LineNumber, string Reason) : LogEntry(LineNumber);

/// <summary>A line that says to which run it belongs.</summary>
/// <param name="LineNumber">1-based.</param>
public abstract record RunEntry(int LineNumber, RunIdentity Run) : LogEntry(LineNumber)
{
    /// <summary>When it was written, by the run's clock; <see langword="null"/> where it does not say.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>What its times were read from; <see langword="null"/> in lines that do not say, such as those of version 0.9.</summary>
    public ClockKind? Clock { get; init; }

    /// <summary>Whether the original job wrote it, whose lines say less.</summary>
    public bool IsOriginal => Run.RunId == OriginalLine.RunId;
}

/// <summary>The line that opens a run.</summary>
/// <param name="LineNumber">1-based.</param>
/// <param name="Invocations">How many events it announces.</param>
/// <param name="DryRun">Whether nobody is to be called.</param>
public sealed record StartEntry(int LineNumber, RunIdentity Run, int Invocations, bool DryRun) : RunEntry(LineNumber, Run)
{
    /// <summary>What the run was begun with; <see langword="null"/> in lines of version 0.9, which do not say.</summary>
    public StartSettings? Settings { get; init; }
}

/// <summary>What a run was begun with.</summary>
/// <param name="Workload">What it was planned from; <see langword="null"/> where none is pinned.</param>
/// <param name="JitterSeconds"><c>JITTER_S</c>.</param>
/// <param name="Timeout"><c>TIMEOUT_S</c>.</param>
/// <param name="MaxLateness"><c>MAX_LATENESS_S</c>.</param>
public sealed record StartSettings(PinnedWorkload? Workload, double JitterSeconds, TimeSpan Timeout, TimeSpan MaxLateness)
{
    /// <summary><c>HOLD_MAX_S</c>; <see langword="null"/> where it is not said.</summary>
    public TimeSpan? HoldMax { get; init; }

    /// <summary>Loadgen's; <see langword="null"/> where it is not said.</summary>
    public string? Version { get; init; }
}

/// <summary>The line that closes a run.</summary>
/// <param name="LineNumber">1-based.</param>
/// <param name="Invocations">How many events it counted.</param>
public sealed record CompleteEntry(int LineNumber, RunIdentity Run, int Invocations) : RunEntry(LineNumber, Run);

/// <summary>A line that names shards which the log has taken in: their lines are the log's now, wherever else they may still be.</summary>
/// <param name="LineNumber">1-based.</param>
/// <param name="Shards">Their names, as <c>Logs.Shards.ShardName</c> reads them.</param>
/// <param name="Bytes">How many bytes of them follow this line.</param>
public sealed record ShardsEntry(int LineNumber, RunIdentity Run, IReadOnlyList<string> Shards, long Bytes) : RunEntry(LineNumber, Run);

/// <summary>An event's line.</summary>
/// <param name="LineNumber">1-based.</param>
/// <param name="Utf8">The line itself.</param>
public sealed record InvocationEntry(int LineNumber, RunIdentity Run, string EventId, ReadOnlyMemory<byte> Utf8)
    : RunEntry(LineNumber, Run)
{
    /// <summary>The function.</summary>
    public required string FunctionId { get; init; }

    /// <summary>When the call was due.</summary>
    public required DateTimeOffset ScheduledTime { get; init; }

    /// <summary>
    /// When the function, or in scenario C the dispatcher, was called, cut to the millisecond; <see langword="null"/> where it was not.
    /// </summary>
    public required DateTimeOffset? SentTime { get; init; }

    /// <summary>
    /// How long after its scheduled time it was called; <see langword="null"/> where it was not, or the line does not say.
    /// </summary>
    public TimeSpan? StartLag { get; init; }

    /// <summary><c>end_to_end_latency_ms</c>.</summary>
    public required decimal? Latency { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }
}

/// <summary>A log, line by line.</summary>
/// <param name="Entries">
/// The lines in their order. Of unreadable lines only the first <see cref="RunLogReader.MostUnreadable"/> are kept.
/// </param>
/// <param name="Unreadable">How many lines are unreadable, kept or not.</param>
/// <param name="EndsInNewline">Whether the last line is whole. Also true of an empty log.</param>
public sealed record LogReading(IReadOnlyList<LogEntry> Entries, int Unreadable, bool EndsInNewline);
