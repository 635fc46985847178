using Loadgen.Trace;

namespace Loadgen.Cli.Rehearsals;

/// <summary>What is rehearsed, and how.</summary>
internal sealed record RehearsalOptions : ExperimentOptions
{
    /// <summary>The hour; <see langword="null"/>: the configuration's, else the default.</summary>
    public TraceHour? Hour { get; init; }

    protected override FastPace PaceOfFastClock => FastPace.OfRehearsal;
}
