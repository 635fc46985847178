using System.CommandLine;
using System.Globalization;
using Loadgen.Cli.Schedules;
using Loadgen.Cli.Up;
using Loadgen.Cli.Up.PubSub;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Trace;

namespace Loadgen.Cli.Commands;

/// <summary>Publishes a tick to the local cloud, as Cloud Scheduler does.</summary>
internal sealed class TickCommand : OperatorCommand
{
    private readonly Option<IReadOnlyList<Scenario>?> _scenario = RunOptions.Scenario();
    private readonly Option<TraceHour?> _hour = CommonOptions.Hour(
        "the next one by the local cloud's clock, and the tick is published shortly before it; an hour that is named is ticked at once");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Plan and wait, but call nobody." };
    private readonly Option<bool> _replay = new("--replay") { Description = "Plan the hour though it has a run." };
    private readonly Option<string> _out = CommonOptions.UpFolder();

    public TickCommand(Shell shell)
        : base(shell, "tick", "Publishes a tick to every scenario of the local cloud that `loadgen up` started.")
    {
        _scenario.Description = "Only this scenario.";
        AddOptions(_scenario, _hour, _dryRun, _replay, _out);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("loadgen tick", "the next hour, just in time, as Cloud Scheduler does"),
        new("loadgen tick --hour 2026-01-20T13:00Z --replay", "an hour once more, at once"),
        new("loadgen tick --scenario C --dry-run", "one scenario, and nobody is called"),
    ];

    protected override async Task<ExitCode> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var state = UpState.Read(arguments.GetRequiredValue(_out));
        var scenarios = Select(state, arguments.GetValue(_scenario));
        var clock = state.TraceClock(Shell.Time);
        var schedule = arguments.GetValue(_hour) is { } named ? TickSchedule.Now(named, clock) : TickSchedule.Next(clock, state.Speed);
        var now = clock.GetUtcNow();
        if (schedule.Moment > now)
        {
            var wait = (schedule.Moment - now) / state.Speed;
            Shell.Out.WriteLine(
                $"It is {Instant.ToSeconds(now)}; the tick for {schedule.Hour} is published at {Instant.ToSeconds(schedule.Moment)}, "
                + string.Create(CultureInfo.InvariantCulture, $"in {wait.TotalSeconds:0.#} s."));
            await clock.DelayUntilAsync(schedule.Moment, cancellationToken);
        }

        if (arguments.GetValue(_replay))
            RequireTimely(scenarios, schedule.Hour, clock.GetUtcNow());

        var tick = new Tick(schedule.Hour, arguments.GetValue(_dryRun) ? true : null, arguments.GetValue(_replay)).ToUtf8();
        using var pubSub = new PubSubRest(state.PubSubEmulatorHost, Shell.Time, Shell.Error.WriteLine);
        foreach (var scenario in scenarios)
        {
            await pubSub.PublishAsync(scenario.TicksTopic, tick, cancellationToken);
            Shell.Out.WriteLine(
                $"Ticked scenario {scenario.Scenario} of {scenario.ExperimentId} for {schedule.Hour}: {scenario.TicksTopic}");
        }

        return ExitCode.Success;
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

        var selected = state.Scenarios.Where(scenario => wanted.Any(name => name.ToString() == scenario.Scenario)).ToList();
        return selected.Count > 0
            ? selected
            : throw new UsageException($"--scenario: found {string.Join(", ", wanted)}; allowed: what is up, "
                + string.Join(", ", state.Scenarios.Select(scenario => scenario.Scenario).Distinct()));
    }
}
