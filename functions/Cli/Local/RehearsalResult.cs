using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Verification;
using Loadgen.Clocks;
using Loadgen.Planning;
using Loadgen.Trace;

namespace Loadgen.Cli.Local;

/// <summary>What came of a rehearsal.</summary>
/// <param name="Clock">What the times are.</param>
/// <param name="Folder">Where everything is kept.</param>
/// <param name="IsInterrupted">Whether the operator ended it early.</param>
internal sealed record RehearsalResult(
    TraceHour Hour, ClockKind Clock, string Folder, IReadOnlyList<RunResult> Runs, bool IsInterrupted)
{
    public ExitCode ExitCode => IsInterrupted ? ExitCode.Interrupted
        : Runs.All(run => run.IsComplete && run.Verified.Report.Passed) ? ExitCode.Success
        : ExitCode.Failed;
}

/// <summary>What came of a run.</summary>
/// <param name="Log">Where its log lies: the file, or the object's URL where no file can have that name.</param>
/// <param name="Lines">The lines as they are stored: the log's, then those in shards.</param>
/// <param name="IsComplete">Whether it ended by itself.</param>
internal sealed record RunResult(
    HourPlan Plan, string Log, IReadOnlyList<ReadOnlyMemory<byte>> Lines, VerifiedLog Verified, bool IsComplete)
{
    /// <summary>The events' lines, in the order of the log.</summary>
    public IReadOnlyList<EventResult> Events { get; } = [.. Lines.Select(EventResult.Read).OfType<EventResult>()];
}
