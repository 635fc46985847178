namespace Loadgen.Simulation.Evidence;

/// <summary>A call, as its target knows it.</summary>
internal sealed class Call(Push by, DateTimeOffset at)
{
    public Push By { get; } = by;

    public DateTimeOffset At { get; } = at;

    /// <summary>When the target is done with it, whether or not anybody still waits.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When the caller gave it up.</summary>
    public DateTimeOffset? CutAt { get; set; }

    /// <summary>Whether it was given up at a stop, when its instance had no more time for it.</summary>
    public bool WasGivenUp => CutAt >= By.Life.CallsGoOnUntil && !(AnsweredAt < CutAt);
}

/// <summary>A claim that stood for a while.</summary>
/// <param name="request">The request that took it.</param>
/// <param name="askedAt">When its holder first asked for it.</param>
/// <param name="replaced">The claim that it was written over.</param>
internal sealed class ClaimTaken(StoreRequest request, DateTimeOffset askedAt, DateTimeOffset at, ClaimTaken? replaced)
{
    /// <summary>The request that took it.</summary>
    public StoreRequest Request { get; } = request;

    public Push By => Request.By;

    /// <summary>When its holder first asked for it.</summary>
    public DateTimeOffset AskedAt { get; } = askedAt;

    public DateTimeOffset At { get; } = at;

    /// <summary>The claim that it was written over.</summary>
    public ClaimTaken? Replaced { get; } = replaced;

    /// <summary>The claim of whoever had the right to call; the others were written over it, for a line.</summary>
    public ClaimTaken First => Replaced?.First ?? this;

    public DateTimeOffset? ReleasedAt { get; set; }
}

/// <summary>What the planner remembered at a moment.</summary>
/// <param name="Published">How many events it says are published.</param>
/// <param name="Continuation">The number of the latest continuation.</param>
internal sealed record CheckpointWritten(int Published, int Continuation, DateTimeOffset At);
