using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Local.Views;
using Loadgen.Configuration;
using Loadgen.Trace;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Local.Views;

public sealed class LiveViewTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 20, 13, 0, 10, TimeSpan.Zero);

    private readonly TestShell _shell = new(width: 80);
    private readonly EventBoard _board = new(clock: null) { TellsHeld = true, Title = "the title" };

    private readonly BoardRun _run = new(
        new("e", Scenario.A, TraceHour.Containing(Now), "20260120T125800Z"), new FakeTimeProvider(Now));

    [Fact]
    public void Every_event_is_a_line_that_says_how_far_it_is()
    {
        _board.Add(_run, [.. Enumerable.Range(0, 6).Select(i => Event("f", i, Now.AddSeconds((4 * i) - 10)))]);
        _board.Advance(_run, "f:0", EventStage.Done, Result("f:0") with { Error = new string('x', 100) });
        _board.Advance(_run, "f:1", EventStage.Calling);
        _board.Advance(_run, "f:2", EventStage.Held);
        _board.Advance(_run, "f:3", EventStage.Held);

        string[] expected =
        [
            "on the machine's own clock",
            "2026-01-20T13:00:10Z  the title",
            "event scheduled    state",
            $"A f     13:00:00.000 ok, lag 2 ms, latency – ms, – ({new string('x', 26)}…",
            "A f     13:00:04.000 calling for 6 s",
            "A f     13:00:08.000 held, due for 2 s",
            "A f     13:00:12.000 held, due in 2 s",
            "A f     13:00:16.000 due in 6 s",
            "A f     13:00:20.000 due in 10 s",
        ];
        Assert.Equal(expected, Lines());
    }

    [Fact]
    public void Of_more_events_than_there_are_lines_functions_are_shown()
    {
        _board.Add(_run, [.. Enumerable.Range(0, 100).Select(i => Event("many", i, Now)), Event("few", 0, Now)]);
        _board.Advance(_run, "many:0", EventStage.Held);
        _board.Advance(_run, "many:1", EventStage.Calling);
        _board.Advance(_run, "many:2", EventStage.Done, Result("many:2"));

        string[] expected =
        [
            "on the machine's own clock",
            "2026-01-20T13:00:10Z  the title",
            "1 of 101 done, 1 held, 1 in flight: 1 ok; lag 2 ms at most",
            "function due held calling done max lag outcomes",
            "A many      97    1       1    1       2 1 ok",
            "A few        1    0       0    0       –",
        ];
        Assert.Equal(expected, Lines());
    }

    [Theory]
    [InlineData(1, 18, "few words")]
    [InlineData(30, 5, "words for several lines")]
    public void The_table_leaves_room_for_what_is_said_above_it(int words, int atLeast, string reason)
    {
        _board.Status = string.Join(' ', Enumerable.Repeat("something is wrong", words));
        _board.Add(_run, [.. Enumerable.Range(0, 100).Select(i => Event($"f{i:D2}", 0, Now))]);

        var lines = Lines();

        Assert.True(lines.Count <= 24 && lines.Count(line => line.StartsWith("A f", StringComparison.Ordinal)) >= atLeast - 3, reason);
        Assert.EndsWith("functions with fewer events", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_run_there_is_only_what_is_waited_for()
    {
        _board.Status = "Waiting";

        Assert.Equal(["Waiting"], Lines());
    }

    public void Dispose() => _shell.Dispose();

    private static PlannedEvent Event(string function, int index, DateTimeOffset due) => new($"{function}:{index}", function, index, due);

    private static EventResult Result(string eventId) => new() { EventId = eventId, Outcome = "ok", Parts = [], LagMilliseconds = 2 };

    private List<string> Lines()
    {
        _shell.Shell.Console.Write(new LiveView(_shell.Shell).Render(_board));
        return [.. _shell.Output.TrimEnd('\n').Split('\n').Select(line => line.Trim())];
    }
}
