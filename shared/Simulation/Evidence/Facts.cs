using Loadgen.Messages;

namespace Loadgen.Simulation.Evidence;

/// <summary>A call, as its target knows it.</summary>
internal sealed class Call(Push by, string eventId, DateTimeOffset at)
{
    public Push By { get; } = by;

    public string EventId { get; } = eventId;

    public DateTimeOffset At { get; } = at;

    /// <summary>When the target is done with it, whether or not anybody still waits.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When the caller gave it up.</summary>
    public DateTimeOffset? CutAt { get; set; }

    /// <summary>Whether it was given up at a stop, when its instance had no more time for it.</summary>
    public bool WasGivenUp => CutAt >= By.Life.CallsGoOnUntil && !(AnsweredAt < CutAt);
}

/// <summary>A claim that stood for a while.</summary>
internal sealed class ClaimTaken(StoreRequest request, DateTimeOffset askedAt, DateTimeOffset at)
{
    /// <summary>The request that took it.</summary>
    public StoreRequest Request { get; } = request;

    public Push By => Request.By;

    public string EventId => By.EventId;

    /// <summary>When its holder first asked for it.</summary>
    public DateTimeOffset AskedAt { get; } = askedAt;

    public DateTimeOffset At { get; } = at;

    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>The push that released it.</summary>
    public Push? ReleasedBy { get; set; }
}

/// <summary>A line that became part of the log.</summary>
/// <param name="Text">Without its end.</param>
/// <param name="By">The push that was worked on when it was written.</param>
internal sealed record AppendedLine(string Text, Push By, DateTimeOffset At);

/// <summary>A message on its way to a topic.</summary>
internal sealed class Publication(Push by, string topic, TopicMessage message, DateTimeOffset from)
{
    public Push By { get; } = by;

    /// <summary>The event that it is about, where it is about one.</summary>
    public string? EventId { get; } = message.Attributes.GetValueOrDefault("event_id");

    /// <summary>The number of the continuation, where it is one.</summary>
    public int? Continuation { get; } = PlannerNumber.Of(message.Data, message.Attributes);

    public string Topic { get; } = topic;

    public DateTimeOffset From { get; } = from;

    /// <summary>When the broker had it.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>Whether the publisher was told that it failed.</summary>
    public bool HasFailed { get; set; }
}

/// <summary>What the planner remembered at a moment.</summary>
/// <param name="Published">How many events it says are published.</param>
/// <param name="Continuation">The number of the latest continuation.</param>
internal sealed record CheckpointWritten(int Published, int Continuation, Push By, DateTimeOffset At);
