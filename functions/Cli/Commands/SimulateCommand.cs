using System.CommandLine;
using System.Globalization;
using Loadgen.Cli.Simulations;
using Loadgen.Simulation;
using Loadgen.Simulation.Hours;
using Spectre.Console;

namespace Loadgen.Cli.Commands;

/// <summary>Runs the real planner and invoker through simulated hours in which everything goes wrong that can.</summary>
internal sealed class SimulateCommand : OperatorCommand
{
    private readonly Option<int?> _seed = new ParsedOption<int?>("--seed", $"a whole number, 0–{int.MaxValue}", static (text, out seed) =>
    {
        seed = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return seed is not null;
    })
    {
        Description = "Simulate the hour of one seed and show what happens in it.",
        HelpName = "N",
    };

    private readonly Option<int> _hours = new ParsedOption<int>("--hours", "a whole number, 1 or more", static (text, out hours) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out hours) && hours >= 1)
    {
        Description = "Simulate this many hours, of the seeds from 0 on.",
        HelpName = "N",
        DefaultValueFactory = _ => 1000,
    };

    public SimulateCommand(Shell shell)
        : base(
            shell,
            "simulate",
            "Runs the real planner and invoker on virtual time, in a cloud that doubles, delays, refuses, forgets and kills, "
                + "and checks every promise.") =>
        AddOptions(_seed, _hours);

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen simulate --hours 1000", "a campaign; the seeds of hours that break a promise are named"),
        new("loadgen simulate --seed 17", "the timeline of one hour, the same each time"),
    ];

    protected override Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_seed) is { } seed)
        {
            var hour = SimulatedHour.Run(HourSettings.Of(seed), withTimeline: true);
            SimulationText.Print(Shell, hour);
            return Task.FromResult(hour.Passed ? ExitCode.Success : ExitCode.Failed);
        }

        var start = Shell.Time.GetTimestamp();
        var hours = arguments.GetValue(_hours);
        var report = Shell.IsLive ? RunWithProgress(hours, cancellationToken) : Campaign.Run(0, hours, null, cancellationToken);
        SimulationText.Print(Shell, report, Shell.Time.GetElapsedTime(start));
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(report.Failed.Count == 0 ? ExitCode.Success : ExitCode.Failed);
    }

    private CampaignReport RunWithProgress(int hours, CancellationToken cancellationToken) =>
        Shell.Console.Progress().AutoClear(true).Start(progress =>
        {
            var task = progress.AddTask("simulated hours", maxValue: hours);
            return Campaign.Run(0, hours, _ => task.Increment(1), cancellationToken);
        });
}
