using System.Text;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Invocation;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Testing.Fuzzing;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Messages;
using Loadgen.Tests.Support;
using Loadgen.Trace;

namespace Loadgen.Tests.Fuzzing;

/// <summary>Whatever a message holds, it is read or refused; and what was read can be worked with.</summary>
public sealed class HostileMessageTests
{
    private static readonly LoadgenConfiguration Configuration = TestConfiguration.Read();

    private static readonly byte[][] Ticks =
    [
        "{}"u8.ToArray(),
        """{"trace_hour_utc":"2026-01-20T13:00:00Z","dry_run":true,"replay":false}"""u8.ToArray(),
        """{"trace_hour_utc":"2026-01-20T14:30:00.5+05:45"}"""u8.ToArray(),
    ];

    private static readonly byte[] Event = Encoding.UTF8.GetBytes(GoodMessage.Text);

    [Fact]
    public Task A_tick_is_read_or_refused() =>
        FuzzCampaign.RunAsync(15, random => Hostile.Spoil(random, Ticks[random.Next(Ticks.Length)]), bytes =>
    {
        try
        {
            var plan = HourPlan.Of(Configuration, SomeWorkload.BuiltIn, Tick.Read(bytes), World.Hour);
            Assert.Equal(4, plan.Events.Count);
        }
        catch (MessageFormatException refusal)
        {
            AssertFitsLog(refusal);
        }
    });

    [Fact]
    public Task An_event_is_read_or_refused() => FuzzCampaign.RunAsync(15, random => Hostile.Spoil(random, Event), bytes =>
    {
        try
        {
            var message = EventMessageCodec.Decode(bytes, Configuration);
            var request = EventRequest.Of(Configuration, message, new("us-east1", new("machine", 1)));
            Assert.NotEmpty(request.Body(World.Hour).ToArray());
            Assert.NotEmpty(request.Unsent(Outcome.SkippedLate, World.Hour).ToLine().ToString());
            Assert.True(FunctionName.IsValid(message.Event.FunctionId));
        }
        catch (MessageFormatException refusal)
        {
            AssertFitsLog(refusal);
        }
    });

    private static void AssertFitsLog(MessageFormatException refusal)
    {
        Assert.InRange(refusal.Message.Length, 1, 600);
        Assert.DoesNotContain(refusal.Message, char.IsControl);
    }
}
