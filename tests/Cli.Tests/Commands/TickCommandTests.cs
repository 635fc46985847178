using System.Text;
using Google.Cloud.Storage.V1;
using Loadgen.Cli.Local;
using Loadgen.Clocks;
using Loadgen.Cloud.Storage;
using Loadgen.Emulation.PubSub;
using Loadgen.Emulation.Storage;
using Loadgen.Runs;
using Loadgen.Storage;
using Loadgen.Trace;
using Loadgen.Workloads.Files;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Commands;

/// <summary>A local cloud of emulators alone: the test is the planner, and stores who has the hour.</summary>
public sealed class TickCommandTests : IAsyncLifetime
{
    private const string Topic = "projects/p/topics/ticks";
    private const string Hour = "2026-01-20T13:00:00Z";

    /// <summary>Against a wait on the shell's clock, which stands still.</summary>
    private static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(1);

    private static readonly UpScenario Scenario = new(
        Configuration.Scenario.A, "exp", Topic, JitterS: 0, MaxLatenessS: 3120, "test-logs", "loadgen-logs", DryRun: false,
        WorkloadUri: null, new() { ImageUri = "gs://inputs/image.png", VideoUri = "gs://inputs/video.mp4" });

    // The shell's clock says 12:00.
    private readonly FakeTimeProvider _time = new(new(2026, 1, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder _folder = new();
    private readonly PubSubBroker _broker = new(TimeProvider.System, new Random(0), static (_, _) => Task.FromResult(200));
    private readonly TestShell _shell;
    private readonly List<string> _ticks = [];
    private StorageServer _storage = null!;
    private PubSubServer _pubSub = null!;
    private StorageClient _client = null!;

    public TickCommandTests()
    {
        _shell = new() { Time = _time };
        _broker.CreateTopic(Topic);
    }

    public async Task InitializeAsync()
    {
        _storage = await StorageServer.StartAsync(new() { Random = new Random(0) });
        _storage.EnsureBucket(Scenario.Bucket);
        _pubSub = await PubSubServer.StartAsync(_broker);
        _client = StorageClients.For(_storage.BaseUri.AbsoluteUri).Build();
        _broker.Observe(activity =>
        {
            if (activity.Kind is PubSubActivityKind.Published)
                _ticks.Add(Encoding.UTF8.GetString(activity.Message.Data.Span));
        });
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _shell.Dispose();
        _folder.Dispose();
        await _pubSub.DisposeAsync();
        await _storage.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task A_tick_that_gets_its_hour_names_the_run_and_says_when_the_hour_ends()
    {
        // The broker's first message is number 1.
        _broker.Observe(_ => Hold(tickId: "1").Wait());

        Assert.Equal(ExitCode.Success, await TickAsync("--now"));

        Assert.Equal($$"""{"trace_hour_utc":"{{Hour}}"}""", Assert.Single(_ticks));
        Assert.Equal(
            $"""
            scenario A of exp: ticked for {Hour}, run 20260120T120000Z
            First event: 13:00:00Z, in 60 min 0 s. Expected end: 13:08:00Z, in 68 min 0 s.
            `up` says when the hour is complete.

            """,
            _shell.Output);
    }

    [Theory]
    [InlineData("7", "another tick")]
    [InlineData("1", "a tick of before the emulator was started again, which counts from 1 each time")]
    public async Task A_tick_for_an_hour_that_has_a_run_is_called_a_duplicate(string tickId, string reason)
    {
        await Hold(tickId);

        Assert.Equal((ExitCode.Success, reason), (await TickAsync("--now"), reason));

        // It is published all the same: the planner logs it.
        Assert.Single(_ticks);
        Assert.Equal(
            $"scenario A of exp: duplicate: {Hour} has the run 20260120T120000Z, and nothing is planned (--replay repeats it)\n",
            _shell.Output);
    }

    [Fact]
    public async Task A_tick_that_was_overtaken_on_its_way_is_called_a_duplicate()
    {
        _broker.Observe(_ => Hold(tickId: "7").Wait());

        Assert.Equal(ExitCode.Success, await TickAsync("--now"));

        Assert.Contains("duplicate", _shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--replay", false, "a replay")]
    [InlineData("--dry-run", false, "a dry run")]
    [InlineData("--now", true, "an experiment with DRY_RUN")]
    public async Task What_takes_no_hour_is_no_duplicate_and_nobody_is_waited_for(string option, bool dryRun, string reason)
    {
        await Hold(tickId: "7");

        Assert.Equal((ExitCode.Success, reason), (await TickAsync(Scenario with { DryRun = dryRun }, option, "--now"), reason));

        Assert.StartsWith($"scenario A of exp: ticked for {Hour}\n", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_that_no_planner_takes_is_told_after_half_a_minute()
    {
        var ticking = TickAsync("--now");
        while (!ticking.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        Assert.Equal(ExitCode.Failed, await ticking);
        Assert.Contains("no planner has taken it yet", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_machines_clock_it_waits_until_shortly_before_the_hour_and_says_for_how_long()
    {
        _broker.Observe(_ => Hold(tickId: "1").Wait());

        var ticking = TickAsync();
        while (_shell.Output.Length == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        Assert.Equal($"{Hour} is ticked at 12:59:00Z, in 59 min 0 s. --now does it at once.\n", _shell.Output);
        Assert.Empty(_ticks);

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(ExitCode.Success, await ticking);
        Assert.Single(_ticks);
    }

    [Fact]
    public async Task On_a_clock_of_the_local_clouds_own_it_ticks_at_once_and_says_that_times_are_no_measurements()
    {
        _broker.Observe(_ => Hold(tickId: "1").Wait());
        var clock = new SharedClock(_time.GetUtcNow(), _time.GetUtcNow(), Speed: 10);

        Assert.Equal(ExitCode.Success, await TickAsync(Scenario, clock));

        Assert.Contains("rehearsal at 10×: times are no measurements\n", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("First event: 13:00:00Z, in 6 min 0 s", _shell.Output, StringComparison.Ordinal);
    }

    // The last event of an hour without jitter is due eight minutes into it.
    [Theory]
    [InlineData("11:00", 3119, true, "a second too late")]
    [InlineData("11:00", 3120, false, "just in time")]
    [InlineData("13:00", 0, false, "an hour to come")]
    public async Task A_replay_of_which_nothing_would_be_sent_is_refused(string hour, double maxLateness, bool refused, string reason)
    {
        var code = await TickAsync(Scenario with { MaxLatenessS = maxLateness }, "--hour", $"2026-01-20T{hour}Z", "--replay");

        Assert.True((refused ? ExitCode.BadArguments : ExitCode.Success) == code, $"{reason}: {_shell.Error}");
        Assert.Equal(refused, _shell.Error.Contains("MAX_LATENESS_S", StringComparison.Ordinal));
        Assert.Equal(refused, _ticks.Count == 0);
    }

    [Fact]
    public async Task A_workload_file_says_when_the_hour_ends()
    {
        _broker.Observe(_ => Hold(tickId: "1").Wait());

        Assert.Equal(ExitCode.Success, await TickAsync(Scenario with { WorkloadUri = Workload("59:00") }, "--now"));

        Assert.Contains("First event: 13:59:00Z, in 119 min 0 s. Expected end: 13:59:00Z", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_in_which_nobody_is_called_is_ticked_and_said_to_be_empty()
    {
        // The first hour of a workload that has its call in the second.
        var scenario = Scenario with { WorkloadUri = Workload("01:00:00") };

        Assert.Equal(ExitCode.Success, await TickAsync(scenario, "--hour", "2026-01-20T14:00Z", "--replay"));

        Assert.Contains("The hour has no events.", _shell.Output, StringComparison.Ordinal);
        Assert.Single(_ticks);
    }

    [Fact]
    public async Task A_workload_that_is_wrong_is_warned_of_and_keeps_no_tick_back()
    {
        _broker.Observe(_ => Hold(tickId: "1").Wait());

        Assert.Equal(ExitCode.Success, await TickAsync(Scenario with { WorkloadUri = Workload("60:00") }, "--now"));

        Assert.Single(_ticks);
        Assert.Contains("a planner waits until it is mended:\nline 4: functions.f.schedule.at[0]", _shell.Error, StringComparison.Ordinal);
        Assert.EndsWith("run 20260120T120000Z\n", _shell.Output, StringComparison.Ordinal);
    }

    // The clock says 12:00, and MAX_LATENESS_S is 52 minutes.
    [Theory]
    [InlineData("07:59", "59:00", true, "the run's own events are over, whatever the file says now")]
    [InlineData("08:00", "00:00", false, "the run's last event is just in time")]
    [InlineData(null, "07:59", true, "there is no run: the file counts")]
    [InlineData(null, "08:00", false, "there is no run, and the file's event is just in time")]
    public async Task A_replay_is_judged_by_the_workload_of_the_run_that_it_repeats(string? own, string now, bool refused, string reason)
    {
        var hour = TraceHour.Containing(_time.GetUtcNow().AddHours(-1));
        if (own is not null)
            await RegisterAsync(hour, Workload(own));

        var code = await TickAsync(Scenario with { WorkloadUri = Workload(now) }, "--hour", hour.ToString(), "--replay");

        Assert.True((refused ? ExitCode.BadArguments : ExitCode.Success) == code, $"{reason}: {_shell.Error}");
        Assert.Equal(refused, _ticks.Count == 0);
    }

    private Task<ExitCode> TickAsync(params string[] arguments) => TickAsync(Scenario, arguments);

    private Task<ExitCode> TickAsync(UpScenario scenario, params string[] arguments) => TickAsync(scenario, null, arguments);

    private Task<ExitCode> TickAsync(UpScenario scenario, SharedClock? clock, params string[] arguments)
    {
        new UpState(_pubSub.EmulatorHost, _storage.BaseUri.AbsoluteUri, clock?.ToString(), [scenario]).Write(_folder.Path);
        return _shell.RunAsync(["tick", .. arguments, "--out", _folder.Path]).WaitAsync(TestTimeout, TimeProvider.System);
    }

    /// <summary>A workload with one call, so far behind the start of its first hour.</summary>
    private string Workload(string offset) => _folder.Add(
        $"{offset.Replace(':', '-')}.yaml",
        $$"""
        workload: 1
        name: one call
        functions:
          f: { schedule: { at: ["{{offset}}"] } }
        """);

    /// <summary>As a planner does: the hour has a run, which keeps its workload.</summary>
    private async Task RegisterAsync(TraceHour hour, string file)
    {
        await using var content = File.OpenRead(file);
        var workload = WorkloadReader.Read(content, WorkloadSyntax.Yaml, Scenario.Parameters);
        var run = new Run(Scenario.ExperimentId, Scenario.Scenario, hour, "20260120T105900Z", 1, DryRun: false, "log.jsonl");
        var runs = new RunStore(
            new CloudObjectStore(_client, Scenario.Bucket, TimeProvider.System),
            new RunPaths(Scenario.LogPrefix),
            new StoreRetry(TimeProvider.System, static () => 1));
        await runs.RegisterAsync(
            new(RunIdentity.Of(run), "1", RunKind.OfTheHour),
            _ => Task.FromResult<RunProposal?>(new(run, 0, workload, id => run with { RunId = id })),
            CancellationToken.None);
    }

    /// <summary>As a planner does: a run of this tick has the hour.</summary>
    private Task Hold(string tickId) => new CloudObjectStore(_client, Scenario.Bucket, TimeProvider.System).WriteAsync(
        new RunPaths(Scenario.LogPrefix).HourOf(
            Scenario.ExperimentId, Scenario.Scenario, TraceHour.Containing(_time.GetUtcNow().AddHours(1))),
        Encoding.UTF8.GetBytes($$"""{"run_id":"20260120T120000Z","tick_message_id":"{{tickId}}"}"""),
        "application/json",
        ifGeneration: 0,
        CancellationToken.None);
}
