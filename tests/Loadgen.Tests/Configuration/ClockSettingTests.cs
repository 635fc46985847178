using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Tests.Configuration;

public sealed class ClockSettingTests
{
    private const string File = "/tmp/up/clock";

    private static readonly DateTimeOffset Anchor = new(2026, 11, 22, 17, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2026, 1, 20, 12, 59, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _machine = new(Anchor);
    private readonly Dictionary<string, string> _files = [];
    private readonly CollectedLog<ClockSetting> _told = new();

    [Theory]
    [InlineData(60, "an hour in a minute")]
    [InlineData(1, "another date")]
    [InlineData(0.1, "a fraction, which is no exact binary number")]
    public void Processes_that_read_the_same_file_show_the_same_time(double speed, string reason)
    {
        var waiting = Use(File);
        Assert.Equal((Anchor, reason), (waiting.GetUtcNow(), reason));

        var written = new SharedClock(Anchor.AddTicks(1), Start, speed);
        _files[File] = written.ToString();
        Assert.Equal(written.On(_machine).GetUtcNow(), waiting.GetUtcNow());
        _machine.Advance(TimeSpan.FromSeconds(10));
        var restarted = Use(File);
        restarted.GetUtcNow();
        _machine.Advance(TimeSpan.FromSeconds(10));

        Assert.True((waiting.GetUtcNow() - restarted.GetUtcNow()).Duration() < TimeSpan.FromMilliseconds(1), reason);
        Assert.Equal(written.On(_machine).GetUtcNow(), restarted.GetUtcNow(), TimeSpan.FromMilliseconds(1));
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
    public void A_rehearsals_clock_is_told()
    {
        Use(File);

        Assert.Contains(File, Assert.Single(_told.Entries).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(File, "a rehearsal's clock that was deployed by mistake")]
    [InlineData("nonsense", "and one that could not even be used")]
    public void In_the_cloud_it_is_ignored_with_a_warning(string text, string reason)
    {
        Assert.True(Use(text, service: "loadgen-baseline-planner") == _machine, reason);
        Assert.Equal(
            "LOADGEN_CLOCK is ignored: K_SERVICE says that this is the cloud, where only real time "
                + "counts.", Assert.Single(_told.Entries).Message);
    }

    [Theory]
    [InlineData("60", "a speed")]
    [InlineData("up/clock", "a path that depends on where the function runs")]
    [InlineData(SharedClock.Example, "a clock, which a file has to hold")]
    public void What_is_no_path_of_a_file_stops_the_start(string text, string reason)
    {
        var problem = Assert.Single(Assert.Throws<ConfigurationException>(() => Use(text)).Problems);

        Assert.Equal(
            ($"LOADGEN_CLOCK: found '{text}'; allowed: the absolute path of a rehearsal's clock, or nothing", reason),
            (problem.ToString(), reason));
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z", "no speed")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z speed=0", "time that stands still")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z speed=-1", "or runs back")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z speed=NaN", "or is no number")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z speed=1e999", "or has no end")]
    [InlineData("anchor=now start=2026-01-20T12:59:00Z speed=60", "an anchor that is none")]
    [InlineData("start=2026-01-20T12:59:00Z anchor=2026-11-22T17:30:00Z speed=60", "another order")]
    [InlineData("anchor=2026-11-22T17:30:00Z start=2026-01-20T12:59:00Z speed=60 x", "something more")]
    public void A_file_that_holds_no_clock_is_named_with_what_was_found(string content, string reason)
    {
        _files[File] = content;
        var problem = Assert.Single(Assert.Throws<ConfigurationException>(() => Use(File).GetUtcNow()).Problems);

        Assert.Equal(
            ($"LOADGEN_CLOCK: found '{File}' with '{content}'; allowed: a file with a clock such as '{SharedClock.Example}'", reason),
            (problem.ToString(), reason));
    }

    private TimeProvider Use(string? text, string? service = null) => ClockSetting
        .Read(name => name switch { "LOADGEN_CLOCK" => text, "K_SERVICE" => service, _ => null })
        .Use(_machine, _files.GetValueOrDefault, _told);
}
