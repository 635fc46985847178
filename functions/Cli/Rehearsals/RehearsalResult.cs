using Loadgen.Cli.Rehearsals.Progress;
using Loadgen.Cli.Verification;
using Loadgen.Planning;

namespace Loadgen.Cli.Rehearsals;

/// <summary>What a rehearsal has come to.</summary>
/// <param name="Schedule">When what happened.</param>
/// <param name="Folder">Where everything is kept.</param>
/// <param name="Runs">The runs that were begun.</param>
/// <param name="IsInterrupted">Whether the operator ended it.</param>
internal sealed record RehearsalResult(RehearsalSchedule Schedule, string Folder, IReadOnlyList<RunResult> Runs, bool IsInterrupted)
{
    /// <summary>What the command tells whoever started it.</summary>
    public ExitCode ExitCode => IsInterrupted ? ExitCode.Interrupted
        : Runs.All(run => run.IsComplete && run.Verified.Report.Passed) ? ExitCode.Success
        : ExitCode.Failed;
}

/// <summary>What a run has come to.</summary>
/// <param name="Plan">The run and its events.</param>
/// <param name="Log">Where its log lies: the file, or the object's URL where the name is none that a file can have.</param>
/// <param name="Lines">The log's lines as they are stored.</param>
/// <param name="Verified">What was found in the log.</param>
/// <param name="IsComplete">Whether it ended by itself.</param>
internal sealed record RunResult(
    HourPlan Plan, string Log, IReadOnlyList<ReadOnlyMemory<byte>> Lines, VerifiedLog Verified, bool IsComplete)
{
    /// <summary>The events' lines, in the order of the log.</summary>
    public IReadOnlyList<EventResult> Events { get; } = [.. Lines.Select(EventResult.Read).OfType<EventResult>()];
}
