using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Local.Progress;

/// <summary>How far an event is.</summary>
internal enum EventStage
{
    /// <summary>It is waited for.</summary>
    Planned,

    /// <summary>Its call is in flight.</summary>
    Calling,

    /// <summary>Its line is stored.</summary>
    Done,
}

/// <summary>An event, and how far it is.</summary>
/// <param name="Result">Its line, once it is stored.</param>
internal sealed record EventProgress(Scenario Scenario, PlannedEvent Event, EventStage Stage, EventResult? Result);
