using Loadgen.Runs;

namespace Loadgen.Analysis.Verification;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Data are missing although every promise was kept.</summary>
    Warning,

    /// <summary>A promise was broken, or the log is not one.</summary>
    Error,
}

/// <summary>What can be found.</summary>
public enum FindingKind
{
    /// <summary>A planned event, or all of a planned run, without a line.</summary>
    Missing,

    /// <summary>A second line of the same event.</summary>
    Double,

    /// <summary>An event whose outcome was lost with an instance.</summary>
    Unknown,

    /// <summary>A call before its scheduled time.</summary>
    Early,

    /// <summary>A call later than tolerated, or given up because it was too late.</summary>
    Late,

    /// <summary>An event that was not sent, since its function has no URL.</summary>
    NotRouted,

    /// <summary>A line of another run, or of an event that is not in the plan.</summary>
    Foreign,

    /// <summary>A line that cannot be judged.</summary>
    Unreadable,

    /// <summary>No start line.</summary>
    StartMissing,

    /// <summary>A second start line.</summary>
    StartDouble,

    /// <summary>A line of the run before its start line.</summary>
    StartNotFirst,

    /// <summary>No complete line.</summary>
    CompleteMissing,

    /// <summary>A second complete line.</summary>
    CompleteDouble,

    /// <summary>A line of the run behind its complete line.</summary>
    CompleteNotLast,

    /// <summary>A run line whose number of events is not the plan's.</summary>
    CountDiffers,

    /// <summary>A scheduled time that is not the plan's.</summary>
    ScheduledTimeDiffers,

    /// <summary>A call in a dry run, or none in a real one.</summary>
    DryRunDiffers,

    /// <summary>A line that contradicts itself.</summary>
    Contradiction,

    /// <summary>A run whose plan is known neither from its log nor from what is stored beside it.</summary>
    PlanMissing,

    /// <summary>A start line that is not what the run was begun with.</summary>
    PlanDiffers,

    /// <summary>A log that is a part of its run's lines, the rest of which may be in shards that were not found.</summary>
    ShardsMissing,

    /// <summary>The log does not end in a newline.</summary>
    NewlineMissing,

    /// <summary>A log without any run.</summary>
    Empty,
}

/// <summary>One thing that was found.</summary>
public sealed record Finding(FindingKind Kind, Severity Severity, string Message)
{
    /// <summary>The line, 1-based; <see langword="null"/> where it is about one that is not there.</summary>
    public int? LineNumber { get; init; }

    /// <summary>The shard that the line is in; <see langword="null"/> where that is the log itself.</summary>
    public string? Shard { get; init; }

    /// <summary>The event; <see langword="null"/> where it is not about one.</summary>
    public string? EventId { get; init; }

    /// <summary>The run; <see langword="null"/> where it is not about one.</summary>
    public RunIdentity? Run { get; init; }
}
