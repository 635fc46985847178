using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Loadgen.Emulation.PubSub;
using Microsoft.Extensions.Time.Testing;
using Encoding = System.Text.Encoding;

namespace Loadgen.Emulation.Tests.PubSub;

/// <summary>gRPC as it goes over the wire, from a client that knows nothing of it.</summary>
public sealed class GrpcTests : IAsyncLifetime
{
    private const string Topic = "projects/p/topics/events";
    private const string Publish = "/google.pubsub.v1.Publisher/Publish";

    private static readonly byte[] OneMessage =
        new PublishRequest
        {
            Topic = Topic,
            Messages = { new PubsubMessage { Data = ByteString.CopyFromUtf8("x"), Attributes = { ["k"] = "é" } } },
        }.ToByteArray();

    private PubSubBroker _broker = null!;
    private PubSubServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _broker = new(new FakeTimeProvider(), new(1), (_, _) => Task.FromResult(200));
        _broker.CreateTopic(Topic);
        _server = await PubSubServer.StartAsync(_broker);
        _client = new() { BaseAddress = _server.BaseUri };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task A_message_published_over_gRPC_is_in_the_topic_under_the_ID_that_is_answered()
    {
        var subscription = (PullSubscription)_broker.CreateSubscription("projects/p/subscriptions/pull", Topic, new());

        var answer = await CallAsync(Publish, Frame(OneMessage));

        Assert.Equal(("0", null), (answer.Status, answer.Message));
        var received = Assert.Single(subscription.Pull(10)).Message;
        Assert.Equal(received.MessageId, Assert.Single(PublishResponse.Parser.ParseFrom(answer.Body.AsSpan(5)).MessageIds));
        Assert.Equal(("x", "é"), (Encoding.UTF8.GetString(received.Data.Span), received.Attributes["k"]));
    }

    [Fact]
    public async Task REST_and_gRPC_share_the_port_in_any_order_and_at_once()
    {
        var calls = Enumerable.Range(0, 20).Select(async i => i % 2 == 0
            ? (await CallAsync(Publish, Frame(OneMessage))).Status
            : (await _client.GetAsync(new Uri($"v1/{Topic}", UriKind.Relative))).StatusCode.ToString());

        Assert.Equal(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? "0" : "OK"), await Task.WhenAll(calls));
    }

    [Fact]
    public async Task REST_over_HTTP_2_is_served_as_well()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/{Topic}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await _client.SendAsync(request);

        Assert.Contains(Topic, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/google.pubsub.v1.Publisher/CreateTopic", "projects/p/topics/new", "0", "a new topic")]
    [InlineData("/google.pubsub.v1.Publisher/CreateTopic", Topic, "6", "there is one already")]
    [InlineData("/google.pubsub.v1.Publisher/CreateTopic", "events", "3", "no name")]
    [InlineData("/google.pubsub.v1.Publisher/GetTopic", Topic, "0", "it is there")]
    [InlineData("/google.pubsub.v1.Publisher/GetTopic", "projects/p/topics/absent", "5", "it is not there")]
    [InlineData("/google.pubsub.v1.Publisher/DeleteTopic", Topic, "0", "it is there")]
    [InlineData("/google.pubsub.v1.Publisher/DeleteTopic", "projects/p/topics/absent", "5", "it is not there")]
    [InlineData("/google.pubsub.v1.Subscriber/StreamingPull", Topic, "12", "what the emulator has not")]
    [InlineData(Publish, "projects/p/topics/absent", "3", "a publication without messages")]
    public async Task Each_outcome_has_gRPCs_status(string method, string topic, string status, string reason)
    {
        // The same bytes are a topic, a request for one, and a publication of nothing.
        var answer = await CallAsync(method, Frame(new PublishRequest { Topic = topic }.ToByteArray()));

        Assert.Equal((status, reason), (answer.Status, reason));
        Assert.Equal(status is not "0", answer.Message is not null);
    }

    [Fact]
    public async Task A_topic_that_there_is_not_is_named()
    {
        var request = PublishRequest.Parser.ParseFrom(OneMessage);
        request.Topic = "projects/p/topics/absent";

        var answer = await CallAsync(Publish, Frame(request.ToByteArray()));

        Assert.Equal("5", answer.Status);
        Assert.Contains("projects/p/topics/absent", answer.Message, StringComparison.Ordinal);
    }

    public static TheoryData<byte[], string, string> BrokenBodies => new()
    {
        { [], "13", "no frame" },
        { [0, 0, 0, 0], "13", "half a frame" },
        { [0, 0, 0, 0, 9, 1], "13", "a message that is cut off" },
        { [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "13", "two messages" },
        { [1, 0, 0, 0, 0], "12", "a compressed message" },
        { Frame([0xff, 0xff, 0xff]), "13", "no protobuf" },
    };

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task A_broken_call_gets_a_status_and_the_connection_goes_on(byte[] body, string status, string reason)
    {
        var broken = await CallAsync(Publish, body);
        var next = await CallAsync(Publish, Frame(OneMessage));

        Assert.Equal((status, reason), (broken.Status, reason));
        Assert.Equal("0", next.Status);
    }

    [Theory]
    [InlineData("PR", "it ends in the middle of the preface")]
    [InlineData("", "it says nothing")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", "a preface that is wrong further on")]
    public async Task A_connection_that_never_becomes_HTTP_disturbs_nobody(string bytes, string reason)
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _server.BaseUri.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(bytes));

        var answer = await CallAsync(Publish, Frame(OneMessage));

        Assert.Equal(("0", reason), (answer.Status, reason));
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_connections_that_say_nothing()
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _server.BaseUri.Port);
        await CallAsync(Publish, Frame(OneMessage));

        // Less than the half minute that a host gives its connections.
        await _server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System);

        Assert.Equal(0, await socket.GetStream().ReadAsync(new byte[1]));
    }

    private async Task<Answer> CallAsync(string method, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
            Headers = { TE = { new("trailers") } },
        };
        using var response = await _client.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal((HttpStatusCode.OK, "application/grpc"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return new(content, Trailer("grpc-status"), Trailer("grpc-message") is { } message ? Uri.UnescapeDataString(message) : null);

        string? Trailer(string name) => response.TrailingHeaders.TryGetValues(name, out var values) ? values.Single() : null;
    }

    private static byte[] Frame(byte[] message)
    {
        var body = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), message.Length);
        message.CopyTo(body, 5);
        return body;
    }

    private sealed record Answer(byte[] Body, string? Status, string? Message);
}
