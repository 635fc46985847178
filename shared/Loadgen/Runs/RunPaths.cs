using System.Globalization;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Runs;

/// <summary>
/// Where the system keeps what it needs for itself: under <c>{LOG_GCS_PREFIX}-state/</c>, beside the logs and never among them, so that a
/// reader of <c>{LOG_GCS_PREFIX}/*</c> meets nothing but log lines.
/// </summary>
/// <param name="LogPrefix"><c>LOG_GCS_PREFIX</c>.</param>
public sealed record RunPaths(string LogPrefix)
{
    /// <summary>Says which run an hour has.</summary>
    public string HourOf(RunIdentity run) => HourOf(run.ExperimentId, run.Scenario, run.TraceHour);

    /// <inheritdoc cref="HourOf(RunIdentity)"/>
    public string HourOf(string experimentId, Scenario scenario, TraceHour hour) => $"{Hour(experimentId, scenario, hour)}/hour.json";

    /// <summary>Says which replay of an hour was the first.</summary>
    public string ReplayOf(string experimentId, Scenario scenario, TraceHour hour) => $"{Hour(experimentId, scenario, hour)}/replay.json";

    /// <summary>The run as it was planned.</summary>
    public string ManifestOf(RunIdentity run) => $"{Folder(run)}/run.json";

    /// <summary>
    /// The workload that the run was planned with. It is kept as long as the log, unlike claims and parts, and how names end is all that a
    /// bucket's lifecycle rules can tell them apart by: theirs end in a digit.
    /// </summary>
    /// <param name="hash">SHA-256 of its content, in hex digits.</param>
    public string WorkloadOf(RunIdentity run, string hash) => $"{Folder(run)}/{hash}.workload.json";

    /// <summary>Where the version before kept it.</summary>
    /// <inheritdoc cref="WorkloadOf"/>
    public string FormerWorkloadOf(RunIdentity run, string hash) => $"{Folder(run)}/workload-{hash}.json";

    /// <summary>How far the planner is.</summary>
    public string CheckpointOf(RunIdentity run) => $"{Folder(run)}/checkpoint.json";

    /// <summary>Says which message a continuation of the planning is.</summary>
    public string ContinuationOf(RunIdentity run, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folder(run)}/continuations/{number}.json");

    /// <summary>Who may call an event's target.</summary>
    public string ClaimOf(RunIdentity run, PlannedEvent planned) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folder(run)}/claims/{planned.FunctionId}-{planned.InvocationIndex:D2}.json");

    /// <summary>Lines on their way into the log.</summary>
    public string PartOf(RunIdentity run, Guid token) => $"{Folder(run)}/parts/{token:N}";

    /// <summary>The folder of the run's shards.</summary>
    public string ShardsOf(RunIdentity run) => $"{Folder(run)}/shards/";

    /// <summary>An object for finding out what the store can do.</summary>
    public string Probe(Guid token) => $"{LogPrefix}-state/probes/{token:N}";

    private string Folder(RunIdentity run) => $"{Hour(run.ExperimentId, run.Scenario, run.TraceHour)}/{run.RunId}";

    private string Hour(string experimentId, Scenario scenario, TraceHour hour) =>
        $"{LogPrefix}-state/{experimentId}/{scenario}/{hour.ToCompactString()}";
}
