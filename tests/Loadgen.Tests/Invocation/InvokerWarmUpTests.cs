using Loadgen.Calls;
using Loadgen.Invocation;
using Loadgen.Messages;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Invocation;

public sealed class InvokerWarmUpTests
{
    private const string Urls =
        """
        {"api_health_check":{"us-east1":"https://one.test/a","europe-west1":"https://far.test/a"},
         "crypto_key_gen":{"us-east1":"https://one.test/b"},
         "image_format_converter":{"us-east1":"https://two.test/"},"video_transcoder":{"us-east1":"https://two.test:8443/"}}
        """;

    private static InvokerWarmUp New(
        World world, IEventCaller caller, CollectedLog<InvokerWarmUp> told, params (string, string?)[] changes) =>
        new(TestConfiguration.Read([("FUNCTION_URLS_JSON", Urls), .. changes]), world.Store, world.Paths, caller, world.Time, told);

    [Theory]
    [InlineData("A", "https://one.test https://two.test https://two.test:8443", "each origin that events can call, once")]
    [InlineData("C", "https://dispatcher.test", "the dispatcher alone")]
    public void It_prepares_what_events_can_call_and_asks_the_store(string scenario, string origins, string reason)
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var warmUp = New(world, caller, new(), ("SCENARIO", scenario), ("DISPATCHER_URL", "https://dispatcher.test/dispatch"));

        Assert.Same(Disposition.Acknowledge, world.Virtual.Run(() => warmUp.HandleAsync(default)));

        Assert.True(
            origins.Split(' ').SequenceEqual(caller.Prepared.Select(target => target.Url.GetLeftPart(UriPartial.Authority)).Order()),
            reason);
        Assert.Empty(caller.Received);
        Assert.StartsWith("read ", Assert.Single(world.Store.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, "the store is away")]
    [InlineData(false, true, "a token does not come")]
    public void What_does_not_get_ready_is_told_and_left_to_the_first_event(bool isDown, bool isStuck, string reason)
    {
        var world = new World();
        world.Store.Down = isDown;
        var caller = new FakeCaller(world.Time) { PreparesFor = isStuck ? Timeout.InfiniteTimeSpan : TimeSpan.Zero };
        var told = new CollectedLog<InvokerWarmUp>();
        var warmUp = New(world, caller, told);

        Assert.Same(Disposition.Acknowledge, world.Virtual.Run(() => warmUp.HandleAsync(default)));

        Assert.True(Assert.Single(told.Entries).Event == "not_warm", reason);
        Assert.True(world.Time.GetUtcNow() - World.Hour.AddMinutes(-1) <= TimeSpan.FromSeconds(31), reason);
    }
}
