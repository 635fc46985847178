using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Records;

/// <summary>Everything that is known of one event when it is over.</summary>
public abstract record InvocationRecord
{
    /// <summary>The run.</summary>
    public required Run Run { get; init; }

    /// <summary>The event.</summary>
    public required PlannedEvent Event { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Who saw it end, and by which clock.</summary>
    public required Observer Observer { get; init; }

    /// <summary>When the line was made.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When the request was sent; <see langword="null"/> where none was, or nobody knows.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What came of the request; <see langword="null"/> where none was sent, or nobody knows.</summary>
    public CallResult? Call { get; init; }

    /// <summary>The line for the run's log.</summary>
    public LogLine ToLine() => InvocationLine.Of(this);
}

/// <summary>The invoker that measured an event.</summary>
/// <param name="Region"><c>LOADGEN_REGION</c>; <see langword="null"/> where it is not known.</param>
/// <param name="Clock">What its times were read from.</param>
public sealed record Observer(string? Region, ClockKind Clock);

/// <summary>An event of scenario A or B: the function itself was called.</summary>
public sealed record DirectRecord : InvocationRecord
{
    /// <summary>Where the function was called, and why there; <see langword="null"/> where it has no route.</summary>
    public required Route? Route { get; init; }
}

/// <summary>An event of scenario C: the dispatcher was asked.</summary>
public sealed record DispatchRecord : InvocationRecord
{
    /// <summary>The dispatcher.</summary>
    public required Uri DispatcherUrl { get; init; }

    /// <summary>The deadline that the dispatcher was given.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>What the dispatcher answered; <see langword="null"/> where no request was sent.</summary>
    public DispatchAnswer? Answer { get; init; }
}
