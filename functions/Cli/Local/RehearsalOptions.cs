using Loadgen.Cli.Local.Experiments;
using Loadgen.Trace;

namespace Loadgen.Cli.Local;

/// <summary>What is rehearsed, and how.</summary>
internal sealed record RehearsalOptions : ExperimentOptions
{
    /// <summary>The hour; <see langword="null"/>: the configuration's, else the next one.</summary>
    public TraceHour? Hour { get; init; }

    /// <summary>The part of the hour that is rehearsed; <see langword="null"/>: all of it.</summary>
    public MinuteRange? Minutes { get; init; }

    /// <summary>Whether the clock is the machine's own; otherwise it leaps.</summary>
    public bool IsRealTime { get; init; }
}
