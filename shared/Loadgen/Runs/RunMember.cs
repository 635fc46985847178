namespace Loadgen.Runs;

/// <summary>The members of JSON that describe a run, in event messages and manifests as in log lines.</summary>
internal static class RunMember
{
    public const string ExperimentId = "experiment_id";
    public const string Scenario = "scenario";
    public const string TraceHour = "trace_hour";
    public const string RunId = "run_id";
    public const string Invocations = "invocations";
    public const string DryRun = "dry_run";
}
