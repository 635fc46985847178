using Loadgen.Calls;
using Loadgen.Messages;

namespace Loadgen.Tests.Invocation;

/// <summary>What an invoker counts.</summary>
public sealed class EventMetricsTests
{
    private static readonly string[] Levels = ["loadgen.events.held", "loadgen.calls.in_flight", "loadgen.lines.pending"];

    [Fact]
    public void An_event_is_held_then_in_flight_then_pending_and_over()
    {
        using var traced = new TracedEvent();
        traced.DeliverUnheard();

        Assert.Equal(
            [
                ("loadgen.events.held", 1, ""),
                ("loadgen.events.held", -1, ""),
                ("loadgen.calls.in_flight", 1, ""),
                ("loadgen.event.lag", 0, "loadgen.function_id=api_health_check"),
                ("loadgen.calls.in_flight", -1, ""),
                ("loadgen.lines.pending", 1, ""),
                ("loadgen.lines.pending", 1, ""), // The run's last line.
                ("loadgen.lines.pending", -1, ""),
                ("loadgen.lines.pending", -1, ""),
                ("loadgen.events", 1, "loadgen.function_id=api_health_check loadgen.outcome=ok"),
            ],
            traced.Metrics.Measured);
    }

    [Fact]
    public void A_late_event_has_its_lag_in_seconds()
    {
        using var traced = new TracedEvent();
        traced.World.Virtual.Run(() => Task.Delay(TimeSpan.FromSeconds(64.501 + 2.25), traced.World.Time));
        traced.DeliverUnheard();
        Assert.Equal([2.25], traced.Metrics["loadgen.event.lag"]);
    }

    [Theory]
    [InlineData(false, 30.0, "it goes back while it is held")]
    [InlineData(false, 63.5, "it goes back when it is claimed")]
    [InlineData(false, 65.0, "the call is given up")]
    [InlineData(true, null, "nobody is called")]
    public void Whatever_becomes_of_an_event_nothing_of_it_is_left(bool dryRun, double? stopAfter, string reason)
    {
        using var traced = new TracedEvent(dryRun);
        traced.Caller.AnswersAfter = TimeSpan.FromSeconds(20);
        var disposition = traced.DeliverUnheard(stopAfter is { } after ? TimeSpan.FromSeconds(after) : null);

        Assert.All(Levels, name => Assert.True(traced.Metrics[name].Sum() == 0, $"{reason}: {name}"));
        Assert.Equal(disposition is Disposition.Acknowledged ? 1 : 0, traced.Metrics["loadgen.events"].Count);
    }

    [Fact]
    public void A_message_that_cannot_be_worked_on_is_held_no_longer()
    {
        using var traced = new TracedEvent();
        traced.Message = traced.Message with { Run = traced.Run with { RunId = "20260120T010203Z" } };
        Assert.Throws<MessageFormatException>(() => traced.DeliverUnheard());
        Assert.Equal([1, -1], traced.Metrics["loadgen.events.held"]);
    }

    [Fact]
    public void A_line_that_waits_in_memory_stays_pending_and_its_event_is_counted_once()
    {
        using var traced = new TracedEvent();
        traced.Caller.Answer = result =>
        {
            traced.World.Store.Down = true;
            return result with { Outcome = Outcome.HttpError, StatusCode = 500 };
        };
        traced.DeliverUnheard();
        Assert.Equal(1, traced.Metrics["loadgen.lines.pending"].Sum());
        Assert.True(traced.Metrics["loadgen.storage.retries"].Count > 10);

        traced.World.Store.Down = false;
        traced.DeliverUnheard();
        Assert.Equal(0, traced.Metrics["loadgen.lines.pending"].Sum());
        Assert.Equal(
            ["loadgen.function_id=api_health_check loadgen.outcome=http_error"],
            traced.Metrics.Measured.Where(one => one.Name == "loadgen.events").Select(one => one.Tags));
    }
}
