using Loadgen.Emulation.PubSub;
using Loadgen.Messages;

namespace Loadgen.Simulation.Evidence;

/// <summary>One push, from its arrival at an instance to its answer.</summary>
internal sealed class Push(Life life, PushRequest request, DateTimeOffset from)
{
    /// <summary>After this Pub/Sub hangs up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(600);

    /// <summary>After this a holder need not store any more what it measured.</summary>
    public static readonly TimeSpan StoreWithin = TimeSpan.FromSeconds(590);

    /// <summary>Where it arrived.</summary>
    public Life Life { get; } = life;

    public PushRequest Request { get; } = request;

    public DateTimeOffset From { get; } = from;

    /// <summary>When it was answered; <see langword="null"/> where its instance was gone before, or where it still goes on.</summary>
    public DateTimeOffset? To { get; set; }

    /// <summary>The answer's HTTP status.</summary>
    public int? Status { get; set; }

    /// <summary>What was thrown instead of an answer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The event that the message is about, where it is about one.</summary>
    public EventMessage? Event { get; init; }

    /// <summary>The number of the continuation that the message is, where it is one.</summary>
    public int? Continuation { get; } = PlannerNumber.Of(request.Message.Data, request.Message.Attributes);

    public string EventId => Event?.Event.EventId ?? "";

    /// <summary>Whether it was being worked on at a moment.</summary>
    public bool IsOpenAt(DateTimeOffset moment) => From <= moment && (To is null || To > moment) && !Life.IsGoneBy(moment);

    /// <summary>When it ended, by whatever.</summary>
    public DateTimeOffset? EndedAt => To ?? Life.GoneAt;
}
