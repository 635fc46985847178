using System.Net;
using System.Text.Json.Nodes;
using Google.Api.Gax;
using Google.Apis.Auth.OAuth2;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;
using Loadgen.Testing.Http;

namespace StandIns.Tests.PubSub;

public sealed class PublishTests
{
    private static readonly TopicName Topic = new("p", "events");

    [Fact]
    public async Task Messages_go_to_the_topics_publish_method_with_credentials()
    {
        var http = new ScriptedHttp(ScriptedHttp.Json("""{"messageIds": ["1", "2"]}"""));
        var client = await new PublisherServiceApiClientBuilder
        {
            GoogleCredential = GoogleCredential.FromAccessToken("secret"),
            HttpClientFactory = http,
        }.BuildAsync();
        var first = new PubsubMessage { Data = ByteString.CopyFromUtf8("{}?>"), Attributes = { ["a"] = "ü" }, OrderingKey = "k" };
        var second = new PubsubMessage { Attributes = { ["b"] = "2" } };

        var response = await client.PublishAsync(Topic, [first, second], CancellationToken.None);

        Assert.Equal(["1", "2"], response.MessageIds);
        var asked = Assert.Single(http.Asked);
        Assert.Equal((HttpMethod.Post, "https://pubsub.googleapis.com/v1/projects/p/topics/events:publish"), (asked.Method, asked.Uri));
        Assert.Equal("Bearer secret", asked.Headers["Authorization"]);
        Assert.Equal("application/json", asked.Headers["Content-Type"]);
        var expected = """{"messages": [{"data": "e30/Pg==", "attributes": {"a": "ü"}, "orderingKey": "k"}, {"attributes": {"b": "2"}}]}""";
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(asked.Body)), asked.Body);
    }

    [Fact]
    public async Task The_emulator_is_asked_without_credentials_where_its_variable_is_set()
    {
        var http = new ScriptedHttp(ScriptedHttp.Json("""{"messageIds": ["1"]}"""));
        var client = await new PublisherServiceApiClientBuilder
        {
            EmulatorDetection = EmulatorDetection.EmulatorOrProduction,
            EnvironmentVariable = name => name == "PUBSUB_EMULATOR_HOST" ? "localhost:8085" : null,
            HttpClientFactory = http,
        }.BuildAsync();

        await client.PublishAsync(Topic, [new PubsubMessage()], CancellationToken.None);

        var asked = Assert.Single(http.Asked);
        Assert.Equal("http://localhost:8085/v1/projects/p/topics/events:publish", asked.Uri);
        Assert.False(asked.Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData(EmulatorDetection.ProductionOnly, "localhost:1")]
    [InlineData(EmulatorDetection.EmulatorOnly, null)]
    public void A_variable_that_contradicts_the_builder_is_refused(EmulatorDetection detection, string? variable)
    {
        var builder = new PublisherServiceApiClientBuilder { EmulatorDetection = detection, EnvironmentVariable = _ => variable };

        Assert.Contains("PUBSUB_EMULATOR_HOST", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, """{"error": {"code": 404, "message": "No topic.", "status": "NOT_FOUND"}}""", StatusCode.NotFound, "No topic.")]
    // The name says more than the number.
    [InlineData(400, """{"error": {"message": "Bad.", "status": "FAILED_PRECONDITION"}}""", StatusCode.FailedPrecondition, "Bad.")]
    [InlineData(403, "<html>", StatusCode.PermissionDenied, "HTTP status 403")] // a proxy's answer
    [InlineData(401, "[]", StatusCode.Unauthenticated, "HTTP status 401")] // JSON, but not Google's
    [InlineData(400, """{"error": "invalid"}""", StatusCode.InvalidArgument, "HTTP status 400")] // an OAuth error
    public async Task A_lasting_error_comes_at_once_with_gRPCs_status(int status, string body, StatusCode expected, string detail)
    {
        var http = new ScriptedHttp(ScriptedHttp.Json(body, (HttpStatusCode)status));

        var error = await Assert.ThrowsAsync<RpcException>(
            () => Publisher(http).PublishAsync(Topic, [new PubsubMessage()], CancellationToken.None));

        Assert.Equal((expected, detail), (error.StatusCode, error.Status.Detail));
        Assert.Single(http.Asked);
    }

    [Fact]
    public async Task A_passing_error_is_tried_again()
    {
        var turn = 0;
        var http = new ScriptedHttp(_ => turn++ switch
        {
            0 => ScriptedHttp.Error(503),
            1 => throw new HttpRequestException("connection reset"),
            _ => ScriptedHttp.Json("""{"messageIds": ["1"]}"""),
        });

        var response = await Publisher(http).PublishAsync(Topic, [new PubsubMessage()], CancellationToken.None);

        Assert.Equal(["1"], response.MessageIds);
        Assert.Equal(3, http.Asked.Count);
    }

    [Fact]
    public async Task After_five_attempts_the_last_error_stands()
    {
        var http = new ScriptedHttp(_ => ScriptedHttp.Error(503));

        var error = await Assert.ThrowsAsync<RpcException>(
            () => Publisher(http).PublishAsync(Topic, [new PubsubMessage()], CancellationToken.None));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal(5, http.Asked.Count);
    }

    private static RestPublisher Publisher(ScriptedHttp http) => new(
        http.CreateHttpClient(new()), new Uri("https://pubsub.googleapis.com/"), new PublishRetry(TimeProvider.System, _ => TimeSpan.Zero));
}
