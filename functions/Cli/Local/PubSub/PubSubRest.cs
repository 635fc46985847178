using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Loadgen.Messages;

namespace Loadgen.Cli.Local.PubSub;

/// <summary>
/// As much of an emulator's REST API as topics, push subscriptions and ticks need. The emulators serve it beside gRPC, on the same port.
/// </summary>
internal sealed class PubSubRest : IDisposable
{
    /// <summary>Against an emulator that hangs. One that is only slow, on a busy machine, is waited for.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(5);

    /// <summary>How often the operator is told what is waited for.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly string _host;
    private readonly TimeProvider _time;
    private readonly Action<string> _write;

    /// <param name="emulatorHost"><c>host:port</c>, as <c>PUBSUB_EMULATOR_HOST</c> has it.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="write">Told what is waited for, where it takes long.</param>
    /// <exception cref="UsageException">That is not a host.</exception>
    public PubSubRest(string emulatorHost, TimeProvider time, Action<string> write)
    {
        _host = emulatorHost;
        _time = time;
        _write = write;
        _http = new HttpClient { BaseAddress = RequireHost(emulatorHost), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Where the API of an emulator is.</summary>
    /// <exception cref="UsageException">That is not a host.</exception>
    public static Uri RequireHost(string emulatorHost) =>
        Uri.TryCreate($"http://{emulatorHost}/v1/", UriKind.Absolute, out var address) && address.AbsolutePath is "/v1/"
            ? address
            : throw new UsageException($"{ExternalPubSub.Variable}: found '{emulatorHost}'; allowed: host:port of an emulator.");

    /// <summary>Creates a topic where there is none of that name.</summary>
    /// <param name="topic"><c>projects/P/topics/T</c>.</param>
    /// <exception cref="LocalCloudException">The emulator refuses or does not answer; likewise for the other methods.</exception>
    public Task EnsureTopicAsync(string topic, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, topic, new JsonObject(), HttpStatusCode.Conflict, cancellationToken);

    /// <summary>Creates a subscription, in place of one of that name.</summary>
    /// <param name="subscription"><c>projects/P/subscriptions/S</c>.</param>
    /// <param name="settings">As the API has them.</param>
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
        await SendAsync(HttpMethod.Get, name, body: null, HttpStatusCode.NotFound, cancellationToken)
            is { StatusCode: not HttpStatusCode.NotFound };

    /// <summary>Publishes a message.</summary>
    /// <returns>Its ID.</returns>
    public async Task<string> PublishAsync(string topic, TopicMessage message, CancellationToken cancellationToken)
    {
        var json = new JsonObject
        {
            ["data"] = Convert.ToBase64String(message.Data.Span),
            ["attributes"] = new JsonObject(message.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        };
        var answer = await SendAsync(
            HttpMethod.Post,
            $"{topic}:publish",
            new JsonObject { ["messages"] = new JsonArray(json) },
            tolerated: null,
            cancellationToken);
        return JsonNode.Parse(answer.Body)?["messageIds"]?[0]?.GetValue<string>()
            ?? throw new LocalCloudException($"Pub/Sub at {_host} answered no ID for a message to {topic}: {answer.Body}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode StatusCode, string Body)> SendAsync(
        HttpMethod method, string name, JsonObject? body, HttpStatusCode? tolerated, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(AnswerTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
        using var progress = _time.CreateTimer(
            _ => _write($"loadgen: Pub/Sub at {_host} has not answered {method} {name} yet, and is waited for."), null, Silence, Silence);
        try
        {
            using var request = new HttpRequestMessage(method, name) { Content = body is null ? null : JsonContent.Create(body) };
            using var answer = await _http.SendAsync(request, either.Token);
            var text = await answer.Content.ReadAsStringAsync(either.Token);
            if (answer.IsSuccessStatusCode || answer.StatusCode == tolerated)
                return (answer.StatusCode, text);
            throw new LocalCloudException(
                $"Pub/Sub at {_host} refused {method} {name}: {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)} {text}");
        }
        catch (HttpRequestException e)
        {
            throw new LocalCloudException($"Pub/Sub at {_host} does not answer ({e.Message}).", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LocalCloudException($"Pub/Sub at {_host} does not answer (not within {AnswerTimeout.TotalMinutes:0} minutes).", e);
        }
    }
}
