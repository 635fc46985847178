using System.Globalization;
using Loadgen.Calls;
using Loadgen.Simulation;
using Loadgen.Simulation.Hours;

namespace Loadgen.Cli.Simulations;

/// <summary>What a simulation found, in plain lines.</summary>
internal static class SimulationText
{
    public static void Print(Shell shell, HourReport hour)
    {
        shell.Out.WriteLine($"The hour of seed {hour.Settings.Seed}:");
        foreach (var sentence in FaultText.Of(hour.Settings.FaultProfile))
            shell.Out.WriteLine($"  {sentence}");
        shell.Out.WriteLine("Configuration: " + string.Join(' ', hour.Settings.Variables
            .Where(variable => variable.Key.EndsWith("_S", StringComparison.Ordinal) || variable.Key is "SCENARIO" or "DRY_RUN")
            .Select(variable => $"{variable.Key}={variable.Value}")));
        foreach (var line in hour.Timeline)
            shell.Out.WriteLine(line);
        shell.Out.WriteLine();
        shell.Out.Write(hour.Log);
        shell.Out.WriteLine();
        shell.Out.WriteLine(hour.Passed ? "Every promise held." : "Broken:");
        foreach (var problem in hour.Problems)
            shell.Out.WriteLine($"  {problem}");
    }

    public static void Print(Shell shell, CampaignReport report, TimeSpan took)
    {
        var events = report.Outcomes.Values.Sum();
        var outcomes = report.Outcomes.OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Value} {outcome.Key.ToName()}");
        shell.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Hours} hours in {took.TotalSeconds:F0} s: {events} events ({string.Join(", ", outcomes)}), {report.Calls} calls; "
                + $"{report.Faults}."));
        foreach (var hour in report.Failed)
        {
            shell.Out.WriteLine($"{CommandName.Current} simulate --seed {hour.Settings.Seed}");
            foreach (var problem in hour.Problems)
                shell.Out.WriteLine($"  {problem}");
        }

        shell.Out.WriteLine(report.Failed.Count == 0
            ? "Every promise held in every hour."
            : $"A promise was broken in {report.Failed.Count} hours.");
    }
}
