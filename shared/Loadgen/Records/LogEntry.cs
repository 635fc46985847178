using Loadgen.Calls;
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
public abstract record RunEntry(int LineNumber, RunIdentity Run) : LogEntry(LineNumber);

/// <summary>The line that opens a run.</summary>
/// <param name="LineNumber">1-based.</param>
/// <param name="Invocations">How many events it announces.</param>
/// <param name="DryRun">Whether nobody is to be called.</param>
public sealed record StartEntry(int LineNumber, RunIdentity Run, int Invocations, bool DryRun) : RunEntry(LineNumber, Run);

/// <summary>The line that closes a run.</summary>
/// <param name="LineNumber">1-based.</param>
/// <param name="Invocations">How many events it counted.</param>
public sealed record CompleteEntry(int LineNumber, RunIdentity Run, int Invocations) : RunEntry(LineNumber, Run);

/// <summary>An event's line.</summary>
/// <param name="LineNumber">1-based.</param>
/// <param name="ScheduledTime">When the call was due.</param>
/// <param name="SentTime">When the function, or in scenario C the dispatcher, was called; <see langword="null"/> where it was not.</param>
public sealed record InvocationEntry(
    int LineNumber, RunIdentity Run, string EventId, DateTimeOffset ScheduledTime, DateTimeOffset? SentTime, Outcome Outcome)
    : RunEntry(LineNumber, Run);

/// <summary>A log, line by line.</summary>
/// <param name="Entries">
/// The lines in their order. Of unreadable lines only the first <see cref="RunLogReader.MostUnreadable"/> are kept.
/// </param>
/// <param name="Unreadable">How many lines are unreadable, kept or not.</param>
/// <param name="EndsInNewline">Whether the last line is whole. Also true of an empty log.</param>
public sealed record LogReading(IReadOnlyList<LogEntry> Entries, int Unreadable, bool EndsInNewline);
