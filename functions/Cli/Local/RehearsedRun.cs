using Loadgen.Cli.Local.Hosting.InProcess;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Trace;

namespace Loadgen.Cli.Local;

/// <summary>A run that is rehearsed.</summary>
/// <param name="Plan">The run as it must be planned.</param>
internal sealed record RehearsedRun(DeployedScenario Scenario, HourPlan Plan)
{
    /// <summary>Begins one: publishes the tick, as Cloud Scheduler does.</summary>
    /// <param name="minutes">The part of the hour that is rehearsed; <see langword="null"/>: all of it.</param>
    public static RehearsedRun Begin(DeployedScenario scenario, InProcessHosting hosting, MinuteRange? minutes)
    {
        var tick = hosting.Publish(scenario.Resources.TicksTopic, "{}"u8.ToArray());
        var workload = scenario.Experiment.Workload with { Minutes = minutes };
        // The tick names the hour: a configured one does not reach the functions.
        var configuration = scenario.Configuration with { TraceHour = null };
        return new(scenario, HourPlan.Of(configuration, workload, Tick.Read(tick.Data), tick.PublishTime));
    }
}
