using System.Globalization;
using CloudNative.CloudEvents;
using Google.Cloud.Functions.Testing;
using Google.Events.Protobuf.Cloud.PubSub.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StandIns.Functions;

namespace StandIns.Tests.Functions;

/// <summary>What the function gets to see of a request.</summary>
public sealed class EventContentTests : IDisposable
{
    private const string Push = """
        {"message":{"data":"aGVsbG8=","messageId":"m1","message_id":"m1","attributes":{"k":"v"},"orderingKey":"o",
        "publishTime":"2026-01-20T13:00:04.501Z"},"subscription":"projects/p/subscriptions/s","deliveryAttempt":3}
        """;

    private static readonly DateTimeOffset Published = new(2026, 1, 20, 13, 0, 4, 501, TimeSpan.Zero);

    private readonly FunctionTestServer<EventFunction> _server = new();

    [Fact]
    public async Task A_raw_push_is_an_event_of_its_topic_that_has_lost_its_delivery_attempt()
    {
        var (cloudEvent, data) = await Send(new EventRequest(200, Push));

        Assert.Equal("m1", cloudEvent.Id);
        Assert.Equal("google.cloud.pubsub.topic.v1.messagePublished", cloudEvent.Type);
        Assert.Equal("//pubsub.googleapis.com/projects/p/topics/t", cloudEvent.Source!.OriginalString);
        Assert.Equal(Published, cloudEvent.Time);
        Assert.Equal("application/json", cloudEvent.DataContentType);
        Assert.Equal("t", cloudEvent["topic"]);
        Assert.Null(cloudEvent.Subject);

        Assert.Equal("projects/p/subscriptions/s", data!.Subscription);
        Assert.Equal(0, data.DeliveryAttempt);
        Assert.Equal("hello", data.Message.TextData);
        Assert.Equal("m1", data.Message.MessageId);
        Assert.Equal("o", data.Message.OrderingKey);
        Assert.Equal("v", data.Message.Attributes["k"]);
        Assert.Equal(Timestamp.FromDateTimeOffset(Published), data.Message.PublishTime);
    }

    [Theory]
    [InlineData("2026-01-20T13:00:04Z", "2026-01-20T13:00:04+00:00", "whole seconds")]
    [InlineData("2026-01-20T13:00:04.501234Z", "2026-01-20T13:00:04.501234+00:00", "microseconds")]
    [InlineData("2026-01-20T13:00:04.501234567Z", null, "nanoseconds are more than the event can say")]
    [InlineData("2026-01-20T14:00:04+01:00", null, "an offset is not Pub/Sub's form")]
    public async Task The_events_time_is_read_to_the_microsecond_and_the_messages_own_in_any_case(
        string publishTime, string? expected, string reason)
    {
        var push = $$"""{"message":{"messageId":"1","publishTime":"{{publishTime}}"},"subscription":"s"}""";
        var (cloudEvent, data) = await Send(new EventRequest(200, push));

        Assert.True(cloudEvent.Time == (expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture)), reason);
        Assert.Equal(20, data!.Message.PublishTime.ToDateTime().Day);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/projects/p/topics/t/more")]
    [InlineData("/topics/t")]
    public async Task Another_path_leaves_the_topic_unknown_and_warns(string path)
    {
        var (cloudEvent, _) = await Send(new EventRequest(200, Push) { Path = path });

        Assert.Equal("//pubsub.googleapis.com/projects/unknown-project!/topics/unknown-topic!", cloudEvent.Source!.OriginalString);
        Assert.Equal(LogLevel.Warning, Assert.Single(_server.GetLogEntries("Google.Cloud.Functions.Framework.CloudEventAdapter")).Level);
    }

    [Fact]
    public async Task A_binary_event_keeps_its_attributes_and_its_delivery_attempt()
    {
        var (cloudEvent, data) = await Send(new EventRequest(200, Push)
        {
            Path = "/",
            Headers = new(StringComparer.Ordinal)
            {
                ["ce-specversion"] = "1.0",
                ["ce-id"] = "a%20b",
                ["ce-source"] = "//pubsub.googleapis.com/projects/p/topics/t",
                ["ce-type"] = MessagePublishedData.MessagePublishedCloudEventType,
                ["ce-time"] = "2026-01-20T13:00:04.501Z",
                ["ce-mine"] = "%E2%82%AC",
                ["ce-quoted"] = "\"a\\\"b\"",
            },
        });

        Assert.Equal("a b", cloudEvent.Id);
        Assert.Equal(Published, cloudEvent.Time);
        Assert.Equal("€", cloudEvent["mine"]);
        Assert.Equal("a\"b", cloudEvent["quoted"]);
        Assert.Equal(3, data!.DeliveryAttempt);
    }

    [Fact]
    public async Task An_event_without_a_body_has_no_data()
    {
        var (_, data) = await Send(EventRequests.All["without a body"]);

        Assert.Null(data);
    }

    [Fact]
    public async Task A_refused_request_is_one_error_of_the_adapter_and_never_reaches_the_function()
    {
        using var client = _server.CreateClient();
        using var request = EventRequests.All["malformed JSON"].ToMessage();
        using var response = await client.SendAsync(request);

        var entry = Assert.Single(_server.GetLogEntries("Google.Cloud.Functions.Framework.CloudEventAdapter"));
        Assert.Equal(LogLevel.Error, entry.Level);
        Assert.Null(entry.Exception);
        Assert.Empty(_server.Host.Services.GetRequiredService<ReceivedEvents>().All);
    }

    public void Dispose() => _server.Dispose();

    private async Task<(CloudEvent Event, MessagePublishedData? Data)> Send(EventRequest request)
    {
        using var client = _server.CreateClient();
        using var message = request.ToMessage();
        using var response = await client.SendAsync(message);
        response.EnsureSuccessStatusCode();
        return Assert.Single(_server.Host.Services.GetRequiredService<ReceivedEvents>().All);
    }
}
