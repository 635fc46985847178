using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Loadgen.Cli.Up.PubSub;

/// <summary>An emulator's REST API, as far as topics, push subscriptions and ticks need it. The emulators speak it beside gRPC, on the same port.</summary>
internal sealed class PubSubRest : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _host;

    /// <param name="emulatorHost"><c>host:port</c>, as <c>PUBSUB_EMULATOR_HOST</c> has it.</param>
    /// <exception cref="UsageException">That is no host.</exception>
    public PubSubRest(string emulatorHost)
    {
        _host = emulatorHost;
        _http = new HttpClient { BaseAddress = RequireHost(emulatorHost), Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>Where the API of an emulator is.</summary>
    /// <exception cref="UsageException">That is no host.</exception>
    public static Uri RequireHost(string emulatorHost) =>
        Uri.TryCreate($"http://{emulatorHost}/v1/", UriKind.Absolute, out var address) && address.AbsolutePath is "/v1/"
            ? address
            : throw new UsageException($"{ExternalPubSub.Variable}: found '{emulatorHost}'; allowed: host:port of an emulator.");

    /// <summary>Creates a topic where there is none of that name.</summary>
    /// <param name="topic"><c>projects/P/topics/T</c>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LocalCloudException">The emulator refused, or does not answer; so with all others.</exception>
    public Task EnsureTopicAsync(string topic, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, topic, new JsonObject(), HttpStatusCode.Conflict, cancellationToken);

    /// <summary>Creates a subscription, in the place of one of that name.</summary>
    /// <param name="subscription"><c>projects/P/subscriptions/S</c>.</param>
    /// <param name="settings">As the API has them.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task PutSubscriptionAsync(string subscription, JsonObject settings, CancellationToken cancellationToken)
    {
        await DeleteAsync(subscription, cancellationToken);
        await SendAsync(HttpMethod.Put, subscription, settings, tolerated: null, cancellationToken);
    }

    /// <summary>Deletes a topic or a subscription, if there is one.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, name, body: null, HttpStatusCode.NotFound, cancellationToken);

    /// <summary>Whether there is such a topic or subscription.</summary>
    public async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Get, name, body: null, HttpStatusCode.NotFound, cancellationToken) is not HttpStatusCode.NotFound;

    /// <summary>Publishes a message.</summary>
    public Task PublishAsync(string topic, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post,
        $"{topic}:publish",
        new JsonObject { ["messages"] = new JsonArray(new JsonObject { ["data"] = Convert.ToBase64String(data.Span) }) },
        tolerated: null,
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpStatusCode> SendAsync(
        HttpMethod method, string name, JsonObject? body, HttpStatusCode? tolerated, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, name) { Content = body is null ? null : JsonContent.Create(body) };
            using var answer = await _http.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode || answer.StatusCode == tolerated)
                return answer.StatusCode;
            throw new LocalCloudException(
                $"Pub/Sub at {_host} refused {method} {name}: {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)} "
                + await answer.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new LocalCloudException($"Pub/Sub at {_host} does not answer ({e.Message}).", e);
        }
    }
}
