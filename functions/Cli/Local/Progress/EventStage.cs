using Loadgen.Trace;

namespace Loadgen.Cli.Local.Progress;

/// <summary>How far an event is.</summary>
internal enum EventStage
{
    /// <summary>It is waited for.</summary>
    Planned,

    /// <summary>Its message is published: an invoker holds it until it is due, or will.</summary>
    Held,

    /// <summary>Its call is in flight.</summary>
    Calling,

    /// <summary>Its line is stored.</summary>
    Done,
}

/// <summary>An event, and how far it is.</summary>
/// <param name="Result">Its line, once it is stored.</param>
internal sealed record EventProgress(BoardRun Run, PlannedEvent Event, EventStage Stage, EventResult? Result);

/// <summary>What happens on a board: an event gets further, or there is something to say.</summary>
internal sealed record BoardChange(EventProgress? Event, string? Text);
