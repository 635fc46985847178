namespace Loadgen.Runs;

/// <summary>A tick's wish for a run.</summary>
/// <param name="Run">The run that it names.</param>
/// <param name="TickId">The tick's message ID: the same at every delivery.</param>
public sealed record RunRequest(RunIdentity Run, string TickId, RunKind Kind);

/// <summary>What a run is to its hour.</summary>
public enum RunKind
{
    /// <summary>Its one run.</summary>
    OfTheHour,

    /// <summary>One more, whether it has a run or not. It takes no hour from anybody.</summary>
    Replay,

    /// <summary>One that calls nobody. It takes no hour from anybody.</summary>
    Dry,
}
