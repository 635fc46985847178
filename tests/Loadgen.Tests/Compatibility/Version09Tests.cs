using Loadgen.Claims;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Invocation;
using Loadgen.Messages;
using Loadgen.Records;
using Loadgen.Tests.Planning;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loadgen.Tests.Compatibility;

/// <summary>
/// What version 0.9 wrote, recorded from it when it had published two of its hour's four events: a deployment in the middle of an hour
/// meets it.
/// </summary>
public sealed class Version09Tests
{
    private static readonly LoadgenConfiguration Configuration = TestConfiguration.Read();

    private static byte[] Recorded(string file)
    {
        using var stream = typeof(Version09Tests).Assembly.GetManifestResourceStream($"Version09.{file}")
            ?? throw new InvalidOperationException($"Nothing is recorded as '{file}'.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static EventMessage Message(int position) => EventMessageCodec.Decode(Recorded($"message-{position}.json"), Configuration);

    [Fact]
    public void An_hour_in_progress_is_finished_from_where_it_was()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "570"));
        var (world, run) = (planner.World, Message(1).Run);
        var caller = new FakeCaller(world.Time);
        world.Virtual.Run(async () =>
        {
            await Store(world.Paths.HourOf(run), "hour.json");
            await Store(world.Paths.ManifestOf(run), "run.json");
            await Store(world.Paths.CheckpointOf(run), "checkpoint.json");
            await Store(PlannerWorld.LogObject, "log.jsonl");

            var events = new[] { 1, 2 }.Select(position => Invoke(Message(position))).ToArray();
            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(PlannerWorld.Tick));
            Assert.Equal(PlannerWorld.Hour.Skip(2), planner.Publisher.Published.Select(published => published.Message.Event));
            events = [.. events, .. planner.Publisher.Published.Select(published => Invoke(published.Message))];
            Assert.All(await Task.WhenAll(events), disposition => Assert.Same(Disposition.Acknowledge, disposition));
        });

        Assert.Equal(4, caller.Received.Count);
        var log = RunLogReader.Read(System.Text.Encoding.UTF8.GetBytes(world.Store.TextOf(PlannerWorld.LogObject)!));
        Assert.Equal(6, log.Entries.Count);
        Assert.IsType<StartEntry>(log.Entries[0]);
        Assert.IsType<CompleteEntry>(log.Entries[^1]);

        Task<long> Store(string name, string file) => world.Store.WriteAsync(name, Recorded(file), "application/json", 0, default);

        async Task<Disposition> Invoke(EventMessage message)
        {
            await world.Time.DelayUntilAsync(message.Event.ScheduledTime - TimeSpan.FromSeconds(10), default);
            return await new EventInvoker(
                Configuration,
                new(Configuration, world.Runs),
                world.Claims,
                world.NewLogs(),
                caller,
                new(default, world.Time),
                new RecheckedWaiter(world.Time),
                world.Time,
                world.NewToken,
                world.Spans,
                world.Metrics,
                NullLogger<EventInvoker>.Instance).HandleAsync(message, default);
        }
    }

    [Theory]
    [InlineData(1, BuiltInWorkload.HealthCheck, Accelerator.None, false)]
    [InlineData(2, BuiltInWorkload.CryptoKeyGen, Accelerator.None, true)]
    [InlineData(3, BuiltInWorkload.ImageConverter, Accelerator.None, true)]
    [InlineData(4, BuiltInWorkload.VideoTranscoder, Accelerator.Gpu, true)]
    public void Its_messages_say_nothing_of_where_a_function_may_run_and_the_built_in_ones_are_known(
        int position, string function, Accelerator accelerator, bool delayable) =>
        Assert.Equal(new(function, accelerator, delayable), Message(position).Function);

    [Fact]
    public void Its_claims_are_believed_longer_than_it_believed_them_itself()
    {
        var world = new World();
        var (run, planned) = (Message(1).Run, Message(1).Event);
        var claim = world.Virtual.Run(async () =>
        {
            await world.Store.WriteAsync(world.Paths.ClaimOf(run, planned), Recorded("claim.json"), "application/json", 0, default);
            return await world.Claims.TakeAsync(run, planned, world.NewToken(), null, default);
        });

        Assert.Equal(new Guid("01234567-89ab-cdef-0123-456789abcdef"), claim!.Token);
        Assert.Equal(new DateTimeOffset(2026, 1, 20, 13, 3, 0, TimeSpan.Zero) + Claim.Lifetime, claim.StaleAfter);
    }
}
