using Loadgen.Emulation.PubSub;

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

    public string MessageId { get; } = request.Message.MessageId;

    public DateTimeOffset From { get; } = from;

    /// <summary>When it was answered; <see langword="null"/> where its instance was gone before, or where it still goes on.</summary>
    public DateTimeOffset? To { get; set; }

    /// <summary>The answer's HTTP status.</summary>
    public int? Status { get; set; }

    /// <summary>What was thrown instead of an answer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The event that the message is about, where it is about one.</summary>
    public Dossier? Event { get; init; }

    /// <summary>The number of the continuation that the message is, where it is one.</summary>
    public int? Continuation { get; } = PlannerNumber.Of(request.Message.Data, request.Message.Attributes);

    /// <summary>What was asked of the store for it, where it is about an event.</summary>
    public List<StoreRequest> Requests { get; } = [];

    /// <summary>Whether a request to the store, or a publication, failed for it.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Of a planner's push: whether every event was out when it was answered.</summary>
    public bool WasAllOut { get; set; }

    public string EventId => Event?.EventId ?? "";

    /// <summary>Whether it was being worked on at a moment.</summary>
    public bool IsOpenAt(DateTimeOffset moment) => From <= moment && (To is null || To > moment) && !Life.IsGoneBy(moment);

    /// <summary>When it ended, by whatever.</summary>
    public DateTimeOffset? EndedAt => To ?? Life.GoneAt;
}
