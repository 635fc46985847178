using System.CommandLine;
using System.Globalization;
using Loadgen.Cli.Local;
using Loadgen.Cli.Local.Views;
using Loadgen.Cli.Output;
using Loadgen.Cli.Schedules;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Trace;

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
        if (arguments.GetValue(_replay))
            RequireTimely(scenarios, schedule.Hour, clock.GetUtcNow());

        using var tick = new LocalTick(state, schedule.Hour, Shell)
        {
            DryRun = arguments.GetValue(_dryRun),
            Replay = arguments.GetValue(_replay),
        };
        var receipts = await tick.PublishAsync(scenarios, cancellationToken);
        foreach (var receipt in receipts)
            Shell.Out.WriteLine(TickText.Of(receipt, schedule.Hour));
        var planned = receipts.Where(receipt => receipt.Fate is not TickFate.Duplicate)
            .SelectMany(receipt => receipt.Scenario.Events(schedule.Hour)).ToList();
        if (planned.Count > 0)
            Shell.Out.WriteLine(TickText.Prospect(planned, clock.GetUtcNow(), state.Speed));
        return receipts.Any(receipt => receipt.Fate is TickFate.NotTaken) ? ExitCode.Failed : ExitCode.Success;
    }

    /// <summary>A replay keeps the times of its hour, so that of an hour long past nothing would be sent.</summary>
    private static void RequireTimely(IReadOnlyList<UpScenario> scenarios, TraceHour hour, DateTimeOffset now)
    {
        if (scenarios.FirstOrDefault(scenario => !scenario.IsTimely(hour, now)) is not { } late)
            return;

        throw new UsageException(string.Create(
            CultureInfo.InvariantCulture,
            $"--replay: found {hour}, and it is {Instant.ToSeconds(now)}: every event of scenario {late.Scenario} would be skipped; "
                + $"allowed is an hour whose last event was due at most {late.MaxLatenessS} s ago (MAX_LATENESS_S)"));
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
