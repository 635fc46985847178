using Loadgen.Cli.Local.Progress;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Tests.Local.Progress;

public sealed class BoardTallyTests
{
    private static readonly BoardRun A = Run(Scenario.A);
    private static readonly BoardRun B = Run(Scenario.B);

    private readonly BoardTally _tally = new();

    [Fact]
    public void Events_are_added_up_as_they_get_further()
    {
        var (one, other, third) = (Planned(A, "f", 1), Planned(A, "f", 2), Planned(A, "g", 1));
        Assert.Equal("0 of 3 done, 0 in flight", _tally.Summary);

        var held = Move(third, EventStage.Held);
        Assert.Equal("0 of 3 done, 1 held, 0 in flight", _tally.Summary);

        var calling = Move(one, EventStage.Calling);
        Move(other, EventStage.Calling);
        Assert.Equal("0 of 3 done, 1 held, 2 in flight", _tally.Summary);

        Move(calling, EventStage.Done, "ok", lag: 4.4);
        // Not called: too late.
        Move(held, EventStage.Done, "skipped_late");
        Assert.Equal("2 of 3 done, 1 in flight: 1 ok, 1 skipped_late; lag 4 ms at most", _tally.Summary);
        Assert.Equal(3, _tally.Events);
    }

    [Fact]
    public void Functions_are_counted_each_for_itself_and_for_its_run_those_with_the_most_events_first()
    {
        Planned(A, "few", 1);
        Planned(B, "many", 1);
        Move(Planned(A, "many", 1), EventStage.Held);
        Move(Move(Planned(A, "many", 2), EventStage.Calling), EventStage.Done, "timeout", lag: 2);
        Move(Planned(A, "many", 3), EventStage.Done, "ok", lag: 1);
        Move(Planned(B, "many", 2), EventStage.Calling);

        Assert.Equal(
            [
                "A many: 0 due, 1 held, 0 calling, 2 done of 3, lag 2",
                "B many: 1 due, 0 held, 1 calling, 0 done of 2, lag ",
                "A few: 1 due, 0 held, 0 calling, 0 done of 1, lag ",
            ],
            _tally.Functions.Select(function =>
                $"{function.Run.Identity.Scenario} {function.Name}: {function.Due} due, {function.Held} held, {function.Calling} calling, "
                    + $"{function.Done} done of {function.Events}, lag {function.GreatestLag}"));
    }

    private static BoardRun Run(Scenario scenario) =>
        new(new("e", scenario, TraceHour.Containing(DateTimeOffset.UnixEpoch), "19700101T000000Z"), TimeProvider.System);

    private EventProgress Planned(BoardRun run, string function, int index)
    {
        var planned = new PlannedEvent($"x:{function}:{index:D2}", function, index, DateTimeOffset.UnixEpoch);
        var progress = new EventProgress(run, planned, EventStage.Planned, null);
        _tally.Move(null, progress);
        return progress;
    }

    private EventProgress Move(EventProgress before, EventStage stage, string? outcome = null, double? lag = null)
    {
        var result = outcome is null ? null
            : new EventResult { EventId = before.Event.EventId, Outcome = outcome, Parts = [], LagMilliseconds = lag };
        var now = before with { Stage = stage, Result = result };
        _tally.Move(before, now);
        return now;
    }
}
