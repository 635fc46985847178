using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Tests.Configuration;

public sealed class ClockSettingTests
{
    private static readonly DateTimeOffset Anchor = new(2026, 11, 22, 17, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2026, 1, 20, 12, 59, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _machine = new(Anchor);
    private readonly CollectedLog<ClockSetting> _told = new();

    [Theory]
    [InlineData(60, "an hour in a minute")]
    [InlineData(1, "another date")]
    [InlineData(0.1, "a fraction, which is no exact binary number")]
    public void Processes_that_read_the_same_text_show_the_same_time(double speed, string reason)
    {
        var text = new SharedClock(Anchor.AddTicks(1), Start, speed).ToString();
        var early = Use(text);
        _machine.Advance(TimeSpan.FromSeconds(10));
        var late = Use(text);
        _machine.Advance(TimeSpan.FromSeconds(10));

        Assert.True((early.GetUtcNow() - late.GetUtcNow()).Duration() < TimeSpan.FromMilliseconds(1), reason);
        Assert.Equal(
            Start + (((20 * TimeSpan.FromSeconds(1)) - TimeSpan.FromTicks(1)) * speed), late.GetUtcNow(), TimeSpan.FromMilliseconds(1));
        Assert.Equal(SharedClock.Parse(text)!.At(_machine.GetUtcNow()), late.GetUtcNow(), TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [InlineData(null, "nobody set it")]
    [InlineData("", "set to nothing")]
    [InlineData("  ", "or to as good as nothing")]
    public void Without_a_text_the_clock_is_the_machines_and_nothing_is_said(string? text, string reason)
    {
        Assert.True(Use(text) == _machine, reason);
        Assert.Empty(_told.Entries);
    }

    [Fact]
    public void A_rehearsals_clock_is_told() => Assert.Contains(SharedClock.Example, Told(SharedClock.Example), StringComparison.Ordinal);

    [Theory]
    [InlineData(SharedClock.Example, "a rehearsal's clock that was deployed by mistake")]
    [InlineData("nonsense", "and one that could not even be used")]
    public void In_the_cloud_it_is_ignored_with_a_warning(string text, string reason)
    {
        Assert.True(Use(text, service: "loadgen-baseline-planner") == _machine, reason);
        Assert.Equal(
            "LOADGEN_CLOCK is ignored: K_SERVICE says that this is the cloud, where only real time "
                + "counts.", Assert.Single(_told.Entries).Message);
    }

    [Theory]
    [InlineData("60", "a speed alone")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z", "no speed")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z speed=0", "time that stands still")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z speed=-1", "or runs back")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z speed=NaN", "or is no number")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z speed=1e999", "or has no end")]
    [InlineData("anchor=now start=2026-01-20T12:59:00Z speed=60", "an anchor that is none")]
    [InlineData("start=2026-01-20T12:59:00Z anchor=2026-11-22T17:30:00Z speed=60", "another order")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z speed=60 x", "something more")]
    public void Anything_else_stops_the_start(string text, string reason)
    {
        var problem = Assert.Single(Assert.Throws<ConfigurationException>(() => Use(text)).Problems);

        Assert.Equal(
            ($"LOADGEN_CLOCK: found '{text}'; allowed: a clock such as '{SharedClock.Example}', or nothing", reason),
            (problem.ToString(), reason));
    }

    private string Told(string text)
    {
        Use(text);
        return string.Join('\n', _told.Entries.Select(entry => entry.Message)).Replace(".0000000Z", ".000Z", StringComparison.Ordinal);
    }

    private TimeProvider Use(string? text, string? service = null) => ClockSetting
        .Read(name => name switch { "LOADGEN_CLOCK" => text, "K_SERVICE" => service, _ => null })
        .Use(_machine, _told);
}
