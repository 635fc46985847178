using System.Text;
using Loadgen.Configuration;
using Loadgen.Functions.Tests.Hosting;
using Loadgen.Messages;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests.Planner;

public sealed class TickTests
{
    private static readonly string[] Events =
    [
        "api_health_check:01", "crypto_key_gen:01", "image_format_converter:01", "video_transcoder:01",
    ];

    // All four events of 13:00 are due for publishing.
    private static FunctionServer Start() => FunctionServer.Planner(Variables.Of("A"), TestClocks.From(13, 20));

    public static TheoryData<string, string> Forms => new()
    {
        { "push", "Pub/Sub's push" },
        { "binary", "a CloudEvent in headers and body" },
        { "structured", "a CloudEvent in the body" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_tick_has_every_event_of_its_hour_published_and_is_acknowledged(string form, string reason)
    {
        using var planner = Start();
        using var request = form switch
        {
            "push" => Pushes.Push("{}"),
            "binary" => Pushes.Binary(Pushes.CloudEventData("{}"u8.ToArray())),
            _ => Pushes.Structured(Pushes.CloudEventData("{}"u8.ToArray())),
        };

        Assert.True(await planner.SendAsync(request) == 200, reason);

        var configuration = ConfigurationReader.Read(Variables.Of("A").GetValueOrDefault, ConfigurationRole.Invoker);
        var published = planner.Publisher.Published.Select(
            pair => EventMessageCodec.Decode(pair.Message.Data.Memory, configuration)).ToList();
        Assert.Equal(Events.Select(id => $"exp:2026-01-20T13:00:00Z:{id}"), published.Select(message => message.Event.EventId));
        Assert.All(published, message => Assert.Equal("20260120T125802Z", message.Run.RunId));
        Assert.All(planner.Publisher.Published, pair => Assert.Equal("projects/p/topics/events", pair.Topic));
        Assert.Empty(planner.Log.From(LogLevel.Error));
    }

    [Theory]
    [InlineData("m-1", 0, 0, "the same tick again: its run is complete, and there is nothing to complain of")]
    [InlineData("m-2", 1, 1, "another one for the same hour")]
    public async Task A_second_tick_is_acknowledged_and_plans_nothing(string messageId, int minutesLater, int duplicates, string reason)
    {
        using var planner = Start();
        using var first = Pushes.Push("");
        using var second = Pushes.Push("", messageId, Pushes.TickTime.AddMinutes(minutesLater));

        Assert.Equal(200, await planner.SendAsync(first));
        Assert.True(await planner.SendAsync(second) == 200, reason);

        Assert.Equal(4, planner.Publisher.Published.Count);
        Assert.Empty(planner.Log.From(LogLevel.Error));
        Assert.Equal(duplicates, planner.Log.Entries.Count(entry =>
            entry.Name == "duplicate_tick" && entry.Message.Contains(messageId, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_planner_whose_window_is_over_publishes_a_continuation_to_the_ticks_topic_and_another_instance_goes_on()
    {
        // Nothing is due before 13:00, and the window is a minute: six seconds of the machine's.
        using var planner = FunctionServer.Planner(
            Variables.Of("A", ("PLAN_WINDOW_S", "60"), ("LEAD_S", "1")), TestClocks.From(12, 30, speed: 10));
        using var tick = Pushes.Push("");
        Assert.Equal(200, await planner.SendAsync(tick));
        Assert.Empty(planner.Log.From(LogLevel.Error));

        var (topic, continuation) = Assert.Single(planner.Publisher.Published);
        Assert.Equal("projects/p/topics/ticks", topic);
        Assert.Equal(
            """
            {"run_id":"20260120T125802Z","trace_hour_utc":"2026-01-20T13:00:00Z","n":1,"published":0,"dry_run":false,"replay":false}
            """,
            continuation.Data.ToStringUtf8());

        using var other = Start();
        using var push = Pushes.Push(continuation, "m-2");
        Assert.Equal(200, await other.SendAsync(push));
        Assert.Equal(4, other.Publisher.Published.Count);
        Assert.All(other.Publisher.Published, pair => Assert.Equal("20260120T125802Z", pair.Message.Attributes["run_id"]));
    }

    [Fact]
    public async Task The_lines_of_a_run_without_a_bucket_go_to_standard_output()
    {
        using var planner = Start();
        using var tick = Pushes.Push("");
        await planner.SendAsync(tick);

        var start = Encoding.UTF8.GetString(Assert.Single(planner.Lines).Utf8.Span);
        Assert.Contains("\"message\":\"loadgen_start\"", start, StringComparison.Ordinal);
        Assert.Contains("\"log_gcs_bucket\":null,\"log_gcs_object\":null", start, StringComparison.Ordinal);
    }
}
