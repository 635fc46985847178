using Loadgen.Clocks;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Tests.Clocks;

public sealed class AwaitedClockTests
{
    private static readonly DateTimeOffset Real = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2026, 1, 20, 12, 58, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _machine = new(Real);
    private readonly AwaitedClock _clock;
    private SharedClock? _found;
    private int _asked;

    public AwaitedClockTests() => _clock = new(_machine, () =>
    {
        _asked++;
        return _found;
    });

    [Fact]
    public void It_is_the_machines_until_the_rehearsals_is_there()
    {
        Assert.Equal((Real, ClockKind.Machine), (_clock.GetUtcNow(), _clock.Kind));

        Begin(speed: 10);

        Assert.Equal((Start, new ClockKind("scaled", 10)), (_clock.GetUtcNow(), _clock.Kind));
        _machine.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(Start.AddSeconds(30), _clock.GetUtcNow());
    }

    [Fact]
    public void What_spans_the_beginning_takes_the_machines_time_before_it_and_the_rehearsals_after_it()
    {
        var begun = _clock.GetTimestamp();
        _machine.Advance(TimeSpan.FromSeconds(2));
        Begin(speed: 10);
        Assert.Equal(TimeSpan.FromSeconds(2), _clock.GetElapsedTime(begun));

        _machine.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(32), _clock.GetElapsedTime(begun));
    }

    [Fact]
    public async Task A_timer_of_before_the_beginning_stays_the_machines_and_a_later_one_is_the_rehearsals()
    {
        var before = Task.Delay(TimeSpan.FromSeconds(20), _clock);
        Begin(speed: 10);
        var after = Task.Delay(TimeSpan.FromSeconds(20), _clock);

        _machine.Advance(TimeSpan.FromSeconds(2));
        await after;
        Assert.False(before.IsCompleted);

        _machine.Advance(TimeSpan.FromSeconds(18));
        await before;
    }

    [Fact]
    public void Once_it_is_there_nobody_is_asked_again()
    {
        Begin(speed: 10);
        _clock.GetUtcNow();
        _found = null;

        Assert.Equal((Start, 1), (_clock.GetUtcNow(), _asked));
    }

    [Fact]
    public void Who_sees_it_a_moment_after_another_gets_the_others_clock()
    {
        AwaitedClock? clock = null;
        long? first = null;
        var found = new SharedClock(Real, Start, 10);
        clock = new(_machine, () =>
        {
            if (first is null)
            {
                first = 0;
                first = clock!.GetTimestamp();
                _machine.Advance(TimeSpan.FromSeconds(1));
            }

            return found;
        });

        var second = clock.GetTimestamp();

        Assert.Equal(TimeSpan.FromSeconds(10), clock.GetElapsedTime(first.GetValueOrDefault(), second));
    }

    private void Begin(double speed) => _found = new(_machine.GetUtcNow(), Start, speed);
}
