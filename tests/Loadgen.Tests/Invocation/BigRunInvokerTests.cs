using Loadgen.Claims;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Invocation;
using Loadgen.Logs.Shards;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Logs;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loadgen.Tests.Invocation;

/// <summary>Events whose lines go to shards: their claims decide whose line it is.</summary>
public sealed class BigRunInvokerTests
{
    private static readonly DateTimeOffset Due = World.Hour.AddSeconds(4.5);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly World _world = new();
    private readonly LoadgenConfiguration _configuration = TestConfiguration.Read();
    private readonly FakeCaller _caller;
    private readonly BigRun _big;

    public BigRunInvokerTests()
    {
        _caller = new FakeCaller(_world.Time);
        _big = new BigRun(_world, events: 2);
        _world.Begin(_big.Run);
    }

    private EventInvoker NewInstance() => new(
        _configuration,
        new KnownRuns(_configuration, _world.Runs),
        _world.Claims,
        _world.NewLogs(mostInOneObject: 1),
        _caller,
        new CallGrace(default, _world.Time),
        new RecheckedWaiter(_world.Time),
        _world.Time,
        _world.NewToken,
        _world.Spans,
        _world.Metrics,
        NullLogger<EventInvoker>.Instance);

    private EventMessage Message(int index)
    {
        var run = _big.Run;
        var eventId = EventId.Format(run.ExperimentId, run.TraceHour, BuiltInWorkload.HealthCheck, index);
        return HourPlan.Of(SomeWorkload.BuiltIn, run, 15).MessageOf(new(eventId, BuiltInWorkload.HealthCheck, index, Due));
    }

    private string OutcomeOf(int index) => Assert.Single(
        _big.View(), line => line.Contains($":0{index}\",\"trace_hour", StringComparison.Ordinal)).Split("\"outcome\":\"")[1].Split('"')[0];

    private Task<Claim> TakeAsync(ShardPlace? place) =>
        _world.Claims.TakeAsync(_big.Run, Message(1).Event, _world.NewToken(), place, default);

    [Fact]
    public void Every_event_is_called_once_the_last_one_completes_the_log_and_no_log_is_looked_at_before()
    {
        _world.Virtual.Run(async () =>
        {
            var instance = NewInstance();
            Assert.Same(Disposition.Acknowledge, await instance.HandleAsync(Message(1), default));
            Assert.DoesNotContain(_world.Store.Requests, request => request.StartsWith("read ", StringComparison.Ordinal)
                && request.Contains("/claims/", StringComparison.Ordinal));
            Assert.Same(Disposition.Acknowledge, await instance.HandleAsync(Message(2), default));
        });

        Assert.Equal(2, _caller.Received.Count);
        _big.AssertComplete();
    }

    public static TheoryData<bool, int, bool, string, string> Redeliveries => new()
    {
        { true, 1, true, "ok", "its line is in the shard that the claim tells" },
        { true, 700, true, "ok", "a line stays, however old the claim" },
        { false, 1, false, "", "its holder may be at work" },
        { false, 625, false, "", "what its holder has sent may still be on its way" },
        { false, 633, true, "unknown", "nothing comes from its holder any more" },
    };

    [Theory]
    [MemberData(nameof(Redeliveries))]
    public void Whoever_meets_the_claim_of_another_looks_where_it_says_the_line_will_be(
        bool hasLine, int secondsLater, bool acknowledged, string outcome, string reason)
    {
        _world.Virtual.Run(async () =>
        {
            await _world.Time.DelayUntilAsync(Due, default);
            var holder = _big.NewLog();
            await TakeAsync(holder.NextShard);
            if (hasLine)
                await holder.AppendAsync(World.EventLine(Message(1).Event.EventId, _big.Run), null, default);
            await _world.Time.DelayUntilAsync(Due + (secondsLater * Second), default);

            var disposition = await NewInstance().HandleAsync(Message(1), default);

            Assert.True(acknowledged == disposition is Disposition.Acknowledged, reason);
        });

        Assert.Empty(_caller.Received);
        if (acknowledged)
            Assert.Equal(outcome, OutcomeOf(1));
        else
            Assert.Empty(_big.Ids());
    }

    [Fact]
    public void Of_two_that_meet_a_stale_claim_one_takes_it_over_and_writes_the_line()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var tests = new BigRunInvokerTests();
            var random = new Random(seed);
            tests._world.Store.OnRequest = _ => Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 100)), tests._world.Time);
            tests._world.Virtual.Run(async () =>
            {
                await tests._world.Time.DelayUntilAsync(Due, default);
                await tests.TakeAsync(new ShardPlace(new string('0', 32), 0));
                await tests._world.Time.DelayUntilAsync(Due + (640 * Second), default);
                await Task.WhenAll(
                    tests.NewInstance().HandleAsync(tests.Message(1), default), tests.NewInstance().HandleAsync(tests.Message(1), default));
            });
            Assert.Equal("unknown", tests.OutcomeOf(1));
        }
    }

    [Fact]
    public void A_claim_of_version_0_9_says_no_place_and_its_line_is_in_the_log()
    {
        _world.Virtual.Run(async () =>
        {
            await _world.Time.DelayUntilAsync(Due, default);
            await TakeAsync(place: null);
            Assert.IsType<Disposition.Nacked>(await NewInstance().HandleAsync(Message(1), default));

            var line = $"{World.EventLine(Message(1).Event.EventId, _big.Run, "timeout")}\n";
            await _world.Store.WriteAsync(_big.Run.LogObject, System.Text.Encoding.UTF8.GetBytes(line), "", 0, default);
            Assert.Same(Disposition.Acknowledge, await NewInstance().HandleAsync(Message(1), default));
        });

        Assert.Equal("timeout", OutcomeOf(1));
        Assert.Empty(_caller.Received);
    }

    public static TheoryData<int, bool, string, string> LeftOvers => new()
    {
        { 300, false, "ok", "the claim is valid" },
        { 660, false, "ok", "the claim is stale, and its holder renews it" },
        { 660, true, "unknown", "somebody has taken it over" },
    };

    [Theory]
    [MemberData(nameof(LeftOvers))]
    public void A_result_that_waited_in_memory_is_stored_unless_somebody_has_taken_its_event_over(
        int secondsLater, bool takenOver, string outcome, string reason)
    {
        _world.Virtual.Run(async () =>
        {
            var instance = NewInstance();
            var handling = instance.HandleAsync(Message(1), default);
            await _world.Time.DelayUntilAsync(Due, default);
            _world.Store.Down = true;
            Assert.IsType<Disposition.Nacked>(await handling);
            await _world.Time.DelayUntilAsync(Due + (secondsLater * Second), default);
            _world.Store.Down = false;
            if (takenOver)
                Assert.Same(Disposition.Acknowledge, await NewInstance().HandleAsync(Message(1), default));

            Assert.Same(Disposition.Acknowledge, await instance.HandleAsync(Message(1), default));
        });

        Assert.True(outcome == OutcomeOf(1), reason);
        Assert.Single(_caller.Received);
    }

    [Fact]
    public void However_a_renewal_and_a_take_over_fall_one_of_them_has_the_event()
    {
        var outcomes = new HashSet<string>();
        for (var seed = 0; seed < 60; seed++)
        {
            var tests = new BigRunInvokerTests();
            var (world, random) = (tests._world, new Random(seed));
            world.Virtual.Run(async () =>
            {
                var instance = tests.NewInstance();
                var handling = instance.HandleAsync(tests.Message(1), default);
                await world.Time.DelayUntilAsync(Due, default);
                world.Store.Down = true;
                await handling;
                await world.Time.DelayUntilAsync(Due + (660 * Second), default);
                world.Store.Down = false;
                world.Store.OnRequest = _ => Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 300)), world.Time);
                for (var i = 0; i < 12; i++)
                    world.Store.Faults.Enqueue((Fault)Math.Max(0, random.Next(6) - 3));
                var other = tests.NewInstance().HandleAsync(tests.Message(1), default);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(2000)), world.Time);
                await Task.WhenAll(instance.HandleAsync(tests.Message(1), default), other);
            });
            outcomes.Add(tests.OutcomeOf(1));
        }

        Assert.Equal(["ok", "unknown"], outcomes.Order());
    }
}
