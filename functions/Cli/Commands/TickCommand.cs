using System.CommandLine;
using System.Globalization;
using Loadgen.Cli.Local;
using Loadgen.Cli.Local.Views;
using Loadgen.Cli.Output;
using Loadgen.Cli.Schedules;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Commands;

/// <summary>Publishes a tick to the local cloud, as Cloud Scheduler does.</summary>
internal sealed class TickCommand : OperatorCommand
{
    private readonly Option<IReadOnlyList<Scenario>?> _scenario = RunOptions.Scenario();
    private readonly Option<TraceHour?> _hour = CommonOptions.Hour(
        "the next one by the local cloud's clock; an hour that is named is ticked at once");

    private readonly Option<bool> _now = new("--now")
    {
        Description = "Tick at once. Otherwise, on the machine's clock (`up --real-time`), it is shortly before the hour.",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Plan and wait, but call nobody." };
    private readonly Option<bool> _replay = new("--replay") { Description = "Plan the hour though it has a run." };
    private readonly Option<string> _out = CommonOptions.UpFolder();

    public TickCommand(Shell shell)
        : base(shell, "tick", "Publishes a tick to every scenario of the local cloud that `loadgen up` started.")
    {
        _scenario.Description = "Only this scenario.";
        AddOptions(_scenario, _hour, _now, _dryRun, _replay, _out);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen tick", "the next hour"),
        new("loadgen tick --hour 2026-01-20T13:00Z --replay", "an hour once more, at once"),
        new("loadgen tick --scenario C --dry-run", "one scenario, and nobody is called"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var state = UpState.Read(arguments.GetRequiredValue(_out));
        var scenarios = Select(state, arguments.GetValue(_scenario));
        var clock = state.TraceClock(Shell.Time);
        RehearsalNotice.Print(Shell, ClockKind.Of(clock));
        var schedule = arguments.GetValue(_hour) is { } named
            ? TickSchedule.Now(named, clock)
            : TickSchedule.Next(clock, state.Speed, atOnce: arguments.GetValue(_now) || state.Clock is not null);
        if (schedule.Moment > clock.GetUtcNow())
            await Countdown.WaitAsync(Shell, clock, schedule.Moment, left => TickText.Waiting(schedule, left), cancellationToken);

        using var stored = new StoredHours(state, schedule.Hour, Shell.Time);
        var plans = await PlanAsync(stored, scenarios, arguments.GetValue(_replay), cancellationToken);
        if (arguments.GetValue(_replay))
            RequireTimely(plans, schedule.Hour, clock.GetUtcNow());

        using var tick = new LocalTick(state, schedule.Hour, stored, Shell)
        {
            DryRun = arguments.GetValue(_dryRun),
            Replay = arguments.GetValue(_replay),
        };
        var receipts = await tick.PublishAsync(scenarios, cancellationToken);
        foreach (var receipt in receipts)
            Shell.Out.WriteLine(TickText.Of(receipt, schedule.Hour));
        var planned = receipts.Where(receipt => receipt.Fate is not TickFate.Duplicate && plans.ContainsKey(receipt.Scenario))
            .SelectMany(receipt => plans[receipt.Scenario]).ToList();
        if (receipts.Any(receipt => receipt.Fate is not TickFate.Duplicate) && plans.Count > 0)
            Shell.Out.WriteLine(TickText.Prospect(planned, clock.GetUtcNow(), state.Speed));
        return receipts.Any(receipt => receipt.Fate is TickFate.NotTaken) ? ExitCode.Failed : ExitCode.Success;
    }

    /// <summary>
    /// What the planners will plan. A workload that cannot be used now keeps no tick back: the planner waits for it to be mended.
    /// </summary>
    /// <returns>Without the scenarios whose workload cannot be used.</returns>
    private async Task<Dictionary<UpScenario, IReadOnlyList<PlannedEvent>>> PlanAsync(
        StoredHours stored, IReadOnlyList<UpScenario> scenarios, bool isReplay, CancellationToken cancellationToken)
    {
        var plans = new Dictionary<UpScenario, IReadOnlyList<PlannedEvent>>();
        var warned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scenario in scenarios)
        {
            try
            {
                plans.Add(scenario, await stored.PlanAsync(scenario, isReplay, cancellationToken));
            }
            catch (Exception e) when (e is WorkloadException or WorkloadUnavailableException)
            {
                if (warned.Add(e.Message))
                    Shell.Warn($"{scenario.WorkloadUri} cannot be used; a planner waits until it is mended:\n{e.Message}");
            }
        }

        return plans;
    }

    /// <summary>A replay keeps the times of its hour, so that of an hour long past nothing would be sent.</summary>
    private static void RequireTimely(
        Dictionary<UpScenario, IReadOnlyList<PlannedEvent>> plans, TraceHour hour, DateTimeOffset now)
    {
        foreach (var (scenario, events) in plans)
        {
            if (events is not [.., var last] || now - last.ScheduledTime <= TimeSpan.FromSeconds(scenario.MaxLatenessS))
                continue;
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"--replay: found {hour}, and it is {Instant.ToSeconds(now)}: every event of scenario {scenario.Scenario} would be "
                    + $"skipped; allowed is an hour whose last event was due at most {scenario.MaxLatenessS} s ago (MAX_LATENESS_S)"));
        }
    }

    private static IReadOnlyList<UpScenario> Select(UpState state, IReadOnlyList<Scenario>? wanted)
    {
        if (wanted is null)
            return state.Scenarios;

        var selected = state.Scenarios.Where(scenario => wanted.Contains(scenario.Scenario)).ToList();
        return selected.Count > 0
            ? selected
            : throw new UsageException($"--scenario: found {string.Join(", ", wanted)}; allowed: what is up, "
                + string.Join(", ", state.Scenarios.Select(scenario => scenario.Scenario).Distinct()));
    }
}
