using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Local.Progress;

/// <summary>How far an event is.</summary>
internal enum EventStage
{
    /// <summary>The planner has it.</summary>
    Planned,

    /// <summary>Its message is published; the invoker holds it until it is due.</summary>
    Held,

    /// <summary>Its call is in flight.</summary>
    Calling,

    /// <summary>Its line is stored.</summary>
    Done,
}

/// <summary>An event, and how far it is.</summary>
/// <param name="Result">Its line, once it is stored.</param>
internal sealed record EventProgress(Scenario Scenario, PlannedEvent Event, EventStage Stage, EventResult? Result);
