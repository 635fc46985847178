using Loadgen.Simulation;
using Loadgen.Simulation.Hours;
using Spectre.Console;

namespace Loadgen.Cli.Simulations;

/// <summary>Shows how far a campaign is, where a person watches.</summary>
internal static class CampaignProgress
{
    public static CampaignReport Run(Shell shell, int hours, Func<Action<HourReport>?, CampaignReport> campaign)
    {
        if (!shell.IsLive)
            return campaign(null);

        return shell.Console.Progress().AutoClear(true).Start(progress =>
        {
            var task = progress.AddTask("simulated hours", maxValue: hours);
            return campaign(_ => task.Increment(1));
        });
    }
}
