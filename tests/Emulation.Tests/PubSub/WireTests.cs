using System.Text;
using System.Text.Json;
using Loadgen.Emulation.Hosting;
using Loadgen.Emulation.PubSub;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Emulation.Tests.PubSub;

public sealed class WireTests : IAsyncLifetime
{
    private static readonly SubscriptionOptions ToNobody = new() { PushEndpoint = new("http://127.0.0.1:9/") };

    private readonly FakeTimeProvider _clock = new(new(2026, 1, 20, 13, 0, 0, 123, TimeSpan.Zero));
    private readonly HttpPushSender _sender = new();
    private PubSubBroker _broker = null!;
    private PubSubServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _broker = new(_clock, new(1), _sender.SendAsync);
        _server = await PubSubServer.StartAsync(_broker);
        _client = new() { BaseAddress = new(_server.BaseUri, "v1/projects/p/") };
        await SendAsync("PUT", "topics/events", "{}");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _broker.DisposeAsync();
        _sender.Dispose();
    }

    [Fact]
    public async Task A_message_published_over_REST_arrives_as_Pub_Subs_push_request()
    {
        var received = new TaskCompletionSource<(string Method, string Path, string? ContentType, string Body)>();
        await using var target = await LoopbackServer.StartAsync(
            0,
            async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                var body = await reader.ReadToEndAsync();
                received.TrySetResult((context.Request.Method, context.Request.Path, context.Request.ContentType, body));
                context.Response.StatusCode = StatusCodes.Status204NoContent;
            },
            default);
        await SendAsync("PUT", "topics/dead", "{}");
        var created = await SendAsync("PUT", "subscriptions/push", $$"""
            {"topic":"projects/p/topics/events","pushConfig":{"pushEndpoint":"{{target.Address}}projects/p/topics/events"},
             "ackDeadlineSeconds":600,"retryPolicy":{"minimumBackoff":"10s","maximumBackoff":"600s"},
             "deadLetterPolicy":{"deadLetterTopic":"projects/p/topics/dead","maxDeliveryAttempts":7}
            }
            """);
        Assert.Equal(200, created.Status);

        var published = await SendAsync(
            "POST", "topics/events:publish", """{"messages":[{"data":"eyJhIjoxfQ==","attributes":{"event_id":"é:<1>"}}]}""");

        var push = await received.Task.WaitAsync(BrokerFixture.TestTimeout, TimeProvider.System);
        Assert.Equal(("POST", "/projects/p/topics/events", "application/json"), (push.Method, push.Path, push.ContentType));
        Assert.Equal(
            """
            {"message":{"attributes":{"event_id":"é:<1>"},"data":"eyJhIjoxfQ==","messageId":"1","message_id":"1",
            "publishTime":"2026-01-20T13:00:00.123Z","publish_time":"2026-01-20T13:00:00.123Z"},
            "subscription":"projects/p/subscriptions/push","deliveryAttempt":1}
            """.ReplaceLineEndings(""),
            push.Body);
        Assert.Equal("1", published.Json.GetProperty("messageIds")[0].GetString());
    }

    [Fact]
    public async Task A_refused_connection_is_a_negative_answer()
    {
        var refused = new TaskCompletionSource();
        _broker.Observe(activity =>
        {
            if (activity.Kind == PubSubActivityKind.Refused)
                refused.TrySetResult();
        });
        _broker.CreateSubscription("projects/p/subscriptions/push", "projects/p/topics/events", ToNobody);

        _broker.Publish("projects/p/topics/events", [new("a"u8.ToArray())]);

        await refused.Task.WaitAsync(BrokerFixture.TestTimeout, TimeProvider.System);
    }

    [Fact]
    public async Task A_subscription_reads_back_as_it_was_made_with_Googles_defaults()
    {
        await SendAsync("PUT", "subscriptions/plain", """{"topic":"projects/p/topics/events","retryPolicy":{}}""");

        var found = await SendAsync("GET", "subscriptions/plain");

        Assert.Equal(
            """
            {"name":"projects/p/subscriptions/plain","topic":"projects/p/topics/events","pushConfig":{},
            "ackDeadlineSeconds":10,"retryPolicy":{"minimumBackoff":"10s","maximumBackoff":"600s"}}
            """.ReplaceLineEndings(""),
            found.Text);
    }

    [Fact]
    public async Task Topics_and_subscriptions_are_listed_and_deleted()
    {
        await SendAsync("PUT", "subscriptions/one", """{"topic":"projects/p/topics/events"}""");
        _broker.CreateTopic("projects/another/topics/events");

        Assert.Equal("""{"topics":[{"name":"projects/p/topics/events"}]}""", (await SendAsync("GET", "topics")).Text);
        Assert.Equal(1, (await SendAsync("GET", "subscriptions")).Json.GetProperty("subscriptions").GetArrayLength());
        Assert.Equal("{}", (await SendAsync("DELETE", "subscriptions/one")).Text);
        Assert.Equal("{}", (await SendAsync("DELETE", "topics/events")).Text);
        Assert.Equal(404, (await SendAsync("GET", "topics/events")).Status);
        Assert.Equal(404, (await SendAsync("GET", "subscriptions/one")).Status);
    }

    [Fact]
    public async Task Messages_are_pulled_nacked_and_acknowledged()
    {
        await SendAsync("PUT", "subscriptions/pull", """{"topic":"projects/p/topics/events"}""");
        await SendAsync("POST", "topics/events:publish", """{"messages":[{"data":"YQ=="}]}""");

        var pulled = await SendAsync("POST", "subscriptions/pull:pull", """{"maxMessages":10}""");
        var message = pulled.Json.GetProperty("receivedMessages")[0];
        Assert.Equal("YQ==", message.GetProperty("message").GetProperty("data").GetString());
        var ackId = message.GetProperty("ackId");
        await SendAsync("POST", "subscriptions/pull:modifyAckDeadline", $$"""{"ackIds":["{{ackId}}"],"ackDeadlineSeconds":0}""");

        var again = (await SendAsync("POST", "subscriptions/pull:pull", """{"maxMessages":10}""")).Json.GetProperty("receivedMessages")[0];
        await SendAsync("POST", "subscriptions/pull:acknowledge", $$"""{"ackIds":["{{again.GetProperty("ackId")}}"]}""");

        Assert.Equal(0, _broker.GetSubscription("projects/p/subscriptions/pull").Statistics.Outstanding);
    }

    [Theory]
    [InlineData("GET", "topics/absent", null, 404, "NOT_FOUND", "an absent topic")]
    [InlineData("POST", "topics/absent:publish", """{"messages":[{"data":"YQ=="}]}""", 404, "NOT_FOUND", "publishing to it")]
    [InlineData("DELETE", "topics/absent", null, 404, "NOT_FOUND", "deleting it")]
    [InlineData("PUT", "topics/events", "{}", 409, "ALREADY_EXISTS", "a topic that exists")]
    [InlineData("PUT", "topics/1x", "{}", 400, "INVALID_ARGUMENT", "an ID that starts with a digit")]
    [InlineData("PUT", "topics/google-topic", "{}", 400, "INVALID_ARGUMENT", "a reserved ID")]
    [InlineData("POST", "topics/events:publish", "{}", 400, "INVALID_ARGUMENT", "no messages")]
    [InlineData("POST", "topics/events:publish", """{"messages":[{}]}""", 400, "INVALID_ARGUMENT", "an empty message")]
    [InlineData("POST", "topics/events:publish", """{"messages":[{"data":"!"}]}""", 400, "INVALID_ARGUMENT", "data that is not base64")]
    [InlineData("POST", "topics/events:publish", "{", 400, "INVALID_ARGUMENT", "a body that is not JSON")]
    [InlineData("POST", "topics/events:dance", "{}", 404, "NOT_FOUND", "an unknown verb")]
    [InlineData("PUT", "subscriptions/sub", "{}", 400, "INVALID_ARGUMENT", "a subscription without a topic")]
    [InlineData(
        "PUT", "subscriptions/sub", """{"topic":"projects/p/topics/absent"}""",
        404, "NOT_FOUND", "a subscription to an absent topic")]
    [InlineData(
        "PUT", "subscriptions/sub", """{"topic":"projects/p/topics/events","ackDeadlineSeconds":5}""",
        400, "INVALID_ARGUMENT", "a deadline out of range")]
    [InlineData(
        "PUT", "subscriptions/sub", """{"topic":"projects/p/topics/events","retryPolicy":{"minimumBackoff":"10"}}""",
        400, "INVALID_ARGUMENT", "a duration without its s")]
    [InlineData(
        "PUT", "subscriptions/sub", """{"topic":"projects/p/topics/events","pushConfig":{"pushEndpoint":"nowhere"}}""",
        400, "INVALID_ARGUMENT", "an endpoint that is no URL")]
    [InlineData("POST", "subscriptions/absent:pull", """{"maxMessages":1}""", 404, "NOT_FOUND", "pulling from an absent subscription")]
    [InlineData("POST", "subscriptions/push-sub:pull", """{"maxMessages":1}""", 400, "FAILED_PRECONDITION", "pulling from one that pushes")]
    [InlineData("GET", "snapshots", null, 404, "NOT_FOUND", "what is not emulated")]
    public async Task An_error_has_Googles_code_and_status(string method, string path, string? body, int code, string status, string reason)
    {
        _broker.CreateSubscription("projects/p/subscriptions/push-sub", "projects/p/topics/events", ToNobody);

        var answer = await SendAsync(method, path, body);

        var error = answer.Json.GetProperty("error");
        Assert.Equal(
            (code, code, status, reason),
            (answer.Status, error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString(), reason));
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    private async Task<Answer> SendAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private sealed record Answer(int Status, string Text)
    {
        internal JsonElement Json => JsonDocument.Parse(Text).RootElement;
    }
}
