using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Runs;

/// <summary>One execution of one trace hour.</summary>
/// <param name="TraceHour">The hour that is replayed.</param>
/// <param name="Invocations">How many events the run has; none in an hour without events.</param>
/// <param name="DryRun">Whether nobody is called.</param>
/// <param name="LogObject">The name of the run's log object, its placeholders filled in.</param>
public sealed record Run(
    string ExperimentId, Scenario Scenario, TraceHour TraceHour, string RunId, int Invocations, bool DryRun, string LogObject)
    : RunIdentity(ExperimentId, Scenario, TraceHour, RunId)
{
    /// <summary>
    /// When its last event is due; <see langword="null"/> where that is not known: in event messages, in manifests of version 0.9, and
    /// where there is no event.
    /// </summary>
    public DateTimeOffset? LastDue { get; init; }
}
