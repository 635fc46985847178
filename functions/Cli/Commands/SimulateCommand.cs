using System.CommandLine;
using Loadgen.Cli.Simulations;
using Loadgen.Simulation;
using Loadgen.Simulation.Hours;

namespace Loadgen.Cli.Commands;

/// <summary>Runs the real planner and invoker through simulated hours in which everything goes wrong that may.</summary>
internal sealed class SimulateCommand : OperatorCommand
{
    private readonly Shell _shell;
    private readonly Option<int?> _seed = new("--seed")
    {
        Description = "Simulate the hour of one seed and show what happens in it.",
        HelpName = "N",
    };

    private readonly Option<int> _hours = new("--hours")
    {
        Description = "Simulate this many hours, of the seeds from 0 on.",
        HelpName = "N",
        DefaultValueFactory = _ => 1000,
    };

    public SimulateCommand(Shell shell)
        : base("simulate", "Runs the real planner and invoker on virtual time, in a cloud that doubles, delays, refuses, forgets and kills, and checks every promise.")
    {
        _shell = shell;
        Add(_seed);
        Add(_hours);
        _hours.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--hours: allowed: 1 or more");
        });
    }

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
            SimulationText.Print(_shell, hour);
            return Task.FromResult(hour.Passed ? ExitCode.Success : ExitCode.Failed);
        }

        var start = _shell.Time.GetTimestamp();
        var hours = arguments.GetValue(_hours);
        var report = CampaignProgress.Run(_shell, hours, finished => Campaign.Run(0, hours, finished, cancellationToken));
        SimulationText.Print(_shell, report, _shell.Time.GetElapsedTime(start));
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(report.Failed.Count == 0 ? ExitCode.Success : ExitCode.Failed);
    }
}
