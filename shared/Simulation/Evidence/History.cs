using Loadgen.Emulation.PubSub;

namespace Loadgen.Simulation.Evidence;

/// <summary>Everything that really happened in an hour, as nothing inside the system can see it.</summary>
internal sealed class History(TimeProvider time)
{
    /// <summary>Which push the running code works on; it follows the code through its awaits.</summary>
    private readonly AsyncLocal<Push?> _current = new();

    public List<Life> Lives { get; } = [];

    public List<Push> Pushes { get; } = [];

    public List<StoreRequest> Requests { get; } = [];

    public List<Call> Calls { get; } = [];

    public List<ClaimTaken> Claims { get; } = [];

    public List<AppendedLine> Lines { get; } = [];

    public List<Publication> Publications { get; } = [];

    public List<CheckpointWritten> Checkpoints { get; } = [];

    /// <summary>The IDs of messages that nobody can read.</summary>
    public HashSet<string> Poison { get; } = [];

    /// <summary>What Pub/Sub told of its messages.</summary>
    public List<PubSubActivity> Deliveries { get; } = [];

    /// <summary>What went wrong.</summary>
    public FaultCounts Faults => new(
        Lives.Count(life => life.HasCrashed),
        Lives.Count(life => life.StoppedAt is not null),
        Requests.Count(request => request.HasFailed),
        Publications.Count(publication => publication.HasFailed),
        Deliveries.Count(activity => activity.Kind == PubSubActivityKind.Duplicating),
        Poison.Count);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The push that is being worked on here.</summary>
    /// <exception cref="InvalidOperationException">There is none: something goes on after its push's answer, or beside it.</exception>
    public Push Current => _current.Value ?? throw new InvalidOperationException("This happens outside of any push.");

    /// <summary>From here on the calling method works on a push.</summary>
    public void Enter(Push push) => _current.Value = push;
}
