using Loadgen.Cli.Local.Clocks;
using Loadgen.Clocks;

namespace Loadgen.Cli.Tests.Local.Clocks;

/// <summary>
/// On the machine's real clock, since it is threads that the clock watches. What is asserted of durations has room for a busy machine: an
/// hour that is skipped takes no minute, and one that is not takes an hour.
/// </summary>
public sealed class LeapingClockTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 1, 20, 12, 59, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    private readonly InFlight _inFlight = new();
    private readonly LeapingClock _clock;

    public LeapingClockTests() => _clock = new(TimeProvider.System, _inFlight);

    [Fact]
    public void Until_it_is_set_it_is_the_machines_clock()
    {
        Assert.True((_clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).Duration() < Moment);
        Assert.Equal(ClockKind.Machine, _clock.Kind);
    }

    [Fact]
    public void Once_it_is_set_it_shows_that_time_and_says_that_it_leaps()
    {
        _clock.Show(Start);

        Assert.InRange(_clock.GetUtcNow() - Start, TimeSpan.Zero, Moment);
        Assert.Equal(new ClockKind("leaping", 1), _clock.Kind);
    }

    [Fact]
    public async Task An_hour_in_which_everybody_waits_takes_no_time_and_has_passed()
    {
        var machine = TimeProvider.System.GetTimestamp();
        Leap();
        var before = _clock.GetTimestamp();

        await Task.Delay(Hour, _clock);

        Assert.InRange(_clock.GetUtcNow() - Start, Hour, Hour + Moment);
        Assert.InRange(_clock.GetElapsedTime(before), Hour, Hour + Moment);
        Assert.True(TimeProvider.System.GetElapsedTime(machine) < Moment);
    }

    [Fact]
    public async Task It_leaps_from_one_timer_to_the_next_and_passes_none_over()
    {
        Leap();
        var ends = new List<(int Minutes, TimeSpan At)>();

        await Task.WhenAll(new[] { 30, 10, 20, 10 }.Select(WaitAsync));

        Assert.Equal([10, 10, 20, 30], ends.Select(end => end.Minutes));
        Assert.All(ends, end => Assert.InRange(end.At, TimeSpan.FromMinutes(end.Minutes), TimeSpan.FromMinutes(end.Minutes) + Moment));

        async Task WaitAsync(int minutes)
        {
            await Task.Delay(TimeSpan.FromMinutes(minutes), _clock);
            lock (ends)
                ends.Add((minutes, _clock.GetUtcNow() - Start));
        }
    }

    [Fact]
    public async Task While_a_request_is_in_flight_it_is_as_fast_as_the_machine()
    {
        Leap();
        var request = _inFlight.Request();
        var waiting = Task.Delay(Hour, _clock);

        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);

        Assert.False(waiting.IsCompleted);
        Assert.InRange(_clock.GetUtcNow() - Start, TimeSpan.FromMilliseconds(190), Moment);
        request.Dispose();
        await waiting;
    }

    [Fact]
    public async Task A_timer_that_is_due_while_a_request_is_in_flight_fires_in_real_time()
    {
        Leap();
        using var request = _inFlight.Request();
        var machine = TimeProvider.System.GetTimestamp();

        await Task.Delay(TimeSpan.FromMilliseconds(200), _clock);

        Assert.InRange(TimeProvider.System.GetElapsedTime(machine), TimeSpan.FromMilliseconds(190), Moment);
    }

    [Fact]
    public async Task While_watched_code_runs_it_is_as_fast_as_the_machine()
    {
        Leap();
        var waiting = Task.Delay(Hour, _clock);

        var passed = await Task.Run(() =>
        {
            _inFlight.Watch();
            var before = _clock.GetTimestamp();
            Work(TimeSpan.FromMilliseconds(200));
            return _clock.GetElapsedTime(before);
        });

        Assert.InRange(passed, TimeSpan.FromMilliseconds(190), Moment);
        await waiting;
    }

    [Fact]
    public async Task Watched_code_that_waits_for_the_clock_is_not_in_flight_and_is_again_when_it_goes_on()
    {
        Leap();
        var others = Task.Delay(Hour * 10, _clock);

        var passed = await Task.Run(async () =>
        {
            _inFlight.Watch();
            await Task.Delay(Hour, _clock);
            var before = _clock.GetTimestamp();
            Work(TimeSpan.FromMilliseconds(200));
            return _clock.GetElapsedTime(before);
        });

        Assert.InRange(passed, TimeSpan.FromMilliseconds(190), Moment);
        await others;
    }

    [Fact]
    public async Task A_timer_that_was_given_up_is_not_leapt_to()
    {
        Leap();
        using (var giveUp = new CancellationTokenSource(Hour, _clock))
        {
        }

        await Task.Delay(Hour * 2, _clock);

        Assert.InRange(_clock.GetUtcNow() - Start, Hour * 2, (Hour * 2) + Moment);
    }

    [Fact]
    public async Task A_periodic_timer_fires_at_each_of_its_times()
    {
        Leap();
        var times = new List<TimeSpan>();
        using var ticks = new PeriodicTimer(TimeSpan.FromMinutes(10), _clock);

        while (times.Count < 3 && await ticks.WaitForNextTickAsync())
            times.Add(_clock.GetUtcNow() - Start);

        Assert.All(times.Index(), time => Assert.InRange(
            time.Item, TimeSpan.FromMinutes(10 * (time.Index + 1)), TimeSpan.FromMinutes(10 * (time.Index + 1)) + Moment));
    }

    [Fact]
    public async Task A_callback_runs_in_the_flow_that_set_its_timer()
    {
        Leap();
        var flow = new AsyncLocal<string> { Value = "mine" };
        var seen = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = _clock.CreateTimer(_ => seen.SetResult(flow.Value), null, Hour, Timeout.InfiniteTimeSpan);
        flow.Value = "another";

        Assert.Equal("mine", await seen.Task);
    }

    [Fact]
    public async Task A_disposed_timer_cannot_be_set_again()
    {
        var timer = _clock.CreateTimer(_ => { }, null, Hour, Timeout.InfiniteTimeSpan);
        await timer.DisposeAsync();

        Assert.False(timer.Change(Hour, Timeout.InfiniteTimeSpan));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _clock.DisposeAsync();

    private static void Work(TimeSpan time)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < time)
        {
        }
    }

    private void Leap()
    {
        _clock.Show(Start);
        _clock.Leap();
    }
}
