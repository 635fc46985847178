using Loadgen.Cli.Local.Clocks;

namespace Loadgen.Cli.Tests.Local.Clocks;

/// <summary>What counts as in flight. The pool's queue, which counts too, is other tests' as well: it is waited for.</summary>
public sealed class InFlightTests
{
    private readonly InFlight _inFlight = new();

    [Fact]
    public async Task Nothing_is_in_flight_at_first() => await AssertNothingAsync();

    [Fact]
    public async Task A_request_is_in_flight_until_it_is_answered()
    {
        using (_inFlight.Request())
            Assert.False(IsNothing);

        await AssertNothingAsync();
    }

    [Fact]
    public async Task A_watched_flow_is_in_flight_while_a_thread_works_on_it()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (before, after) = (false, false);
        var flow = Task.Run(async () =>
        {
            _inFlight.Watch();
            before = IsNothing;
            await gate.Task;
            after = IsNothing;
        });

        await AssertNothingAsync();
        gate.SetResult();
        await flow;

        Assert.False(before);
        Assert.False(after);
        await AssertNothingAsync();
    }

    [Fact]
    public async Task What_a_watched_flow_starts_is_watched_too()
    {
        var started = _inFlight.Watch(() => Task.Run(() => IsNothing));

        Assert.False(await started);
        await AssertNothingAsync();
    }

    [Fact]
    public async Task Who_starts_something_watched_is_not_watched_by_that()
    {
        _inFlight.Watch(() => 0);

        await AssertNothingAsync();
    }

    [Fact]
    public async Task A_request_that_has_arrived_is_the_watched_works_own_and_its_answer_is_in_flight_again()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = _inFlight.Request();
        var work = Task.Run(() => _inFlight.ArriveAsync(() => gate.Task));

        await AssertNothingAsync();
        gate.SetResult();
        await work;

        Assert.False(IsNothing);
        request.Dispose();
        await AssertNothingAsync();
    }

    [Fact]
    public void What_was_in_flight_between_two_looks_shows_in_the_number_of_changes()
    {
        _inFlight.IsNothing(out var before);
        _inFlight.Request().Dispose();
        _inFlight.IsNothing(out var after);

        Assert.NotEqual(before, after);
    }

    private bool IsNothing => _inFlight.IsNothing(out _);

    private async Task AssertNothingAsync()
    {
        for (var look = 0; look < 1000 && !IsNothing; look++)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        Assert.True(IsNothing);
    }
}
