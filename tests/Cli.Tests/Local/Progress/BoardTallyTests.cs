using Loadgen.Cli.Local.Progress;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Tests.Local.Progress;

public sealed class BoardTallyTests
{
    private readonly BoardTally _tally = new();

    [Fact]
    public void Events_are_added_up_as_they_get_further()
    {
        var (one, other, third) = (Planned(Scenario.A, "f", 1), Planned(Scenario.A, "f", 2), Planned(Scenario.A, "g", 1));
        Assert.Equal("0 of 3 done, 0 in flight", _tally.Summary);

        var calling = Move(one, EventStage.Calling);
        Move(other, EventStage.Calling);
        Assert.Equal("0 of 3 done, 2 in flight", _tally.Summary);

        Move(calling, EventStage.Done, "ok");
        // Not called: too late.
        Move(third, EventStage.Done, "skipped_late");
        Assert.Equal("2 of 3 done, 1 in flight: 1 ok, 1 skipped_late", _tally.Summary);
        Assert.Equal(3, _tally.Events);
    }

    [Fact]
    public void Functions_are_counted_each_for_itself_and_for_its_scenario_those_with_the_most_events_first()
    {
        Planned(Scenario.A, "few", 1);
        Planned(Scenario.B, "many", 1);
        Planned(Scenario.A, "many", 1);
        Move(Move(Planned(Scenario.A, "many", 2), EventStage.Calling), EventStage.Done, "timeout");
        Move(Planned(Scenario.B, "many", 2), EventStage.Calling);

        Assert.Equal(
            ["A many: 1 of 2, 0 in flight", "B many: 0 of 2, 1 in flight", "A few: 0 of 1, 0 in flight"],
            _tally.Functions.Select(function =>
                $"{function.Scenario} {function.Name}: {function.Done} of {function.Events}, {function.Calling} in flight"));
    }

    private EventProgress Planned(Scenario scenario, string function, int index)
    {
        var planned = new PlannedEvent($"x:{function}:{index:D2}", function, index, DateTimeOffset.UnixEpoch);
        var progress = new EventProgress(scenario, planned, EventStage.Planned, null);
        _tally.Move(null, progress);
        return progress;
    }

    private EventProgress Move(EventProgress before, EventStage stage, string? outcome = null)
    {
        var result = outcome is null ? null : new EventResult { EventId = before.Event.EventId, Outcome = outcome, Parts = [] };
        var now = before with { Stage = stage, Result = result };
        _tally.Move(before, now);
        return now;
    }
}
