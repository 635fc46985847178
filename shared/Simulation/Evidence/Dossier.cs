using Loadgen.Calls;
using Loadgen.Trace;

namespace Loadgen.Simulation.Evidence;

/// <summary>Everything that really happened to one event, until nothing happens to it any more.</summary>
/// <param name="former">What had become of it when an earlier dossier of it was closed.</param>
internal sealed class Dossier(PlannedEvent planned, FormerEvent former)
{
    private int _messages;
    private int _underway;

    public PlannedEvent Planned { get; } = planned;

    public FormerEvent Former { get; } = former;

    public string EventId => Planned.EventId;

    public List<Push> Pushes { get; } = [];

    public List<Call> Calls { get; } = [];

    public List<ClaimTaken> Claims { get; } = [];

    /// <summary>Its line, the first where there are several; <see langword="null"/> also where it was stored before.</summary>
    public EventLine? Line { get; set; }

    public bool HasLine => Line is not null || Former.Outcome is not null;

    /// <summary>Whether Pub/Sub has no message of it, and nothing goes on for it.</summary>
    public bool IsQuiet => _messages <= 0 && _underway == 0;

    /// <summary>Whether its line was stored at a moment.</summary>
    public bool HasLineBy(DateTimeOffset moment) => Former.Outcome is not null || Line?.At <= moment;

    /// <summary>Something goes on for it: a push, a request, a call, a publication.</summary>
    public void Begin() => _underway++;

    public void End() => _underway--;

    /// <summary>Pub/Sub has taken a message of it.</summary>
    public void Took() => _messages++;

    /// <summary>A message of it is acknowledged, or a dead letter.</summary>
    public void Settled() => _messages--;
}

/// <summary>What is kept of an event whose dossier was closed.</summary>
/// <param name="Outcome">Its line's; <see langword="null"/>: it had none.</param>
internal readonly record struct FormerEvent(bool WasCalled, Outcome? Outcome);

/// <summary>An event's line, when it became a part of its run's log, and who stored it.</summary>
/// <param name="RecordedAt">The line's own time.</param>
/// <param name="Writer">The instance that stored it.</param>
/// <param name="By">The push that was worked on, where it was one of this event.</param>
internal sealed record EventLine(Outcome Outcome, DateTimeOffset RecordedAt, DateTimeOffset At, Life Writer, Push? By);
