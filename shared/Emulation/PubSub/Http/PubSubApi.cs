using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Emulation.PubSub.Http;

/// <summary>Pub/Sub's REST API over a broker, as Google's emulator speaks it.</summary>
internal sealed class PubSubApi(PubSubBroker broker)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly object Nothing = new();

    internal async Task HandleAsync(HttpContext context)
    {
        int status;
        object answer;
        try
        {
            (status, answer) = (StatusCodes.Status200OK, await AnswerAsync(context.Request));
        }
        catch (PubSubException e)
        {
            (status, answer) = Error(e.Error, e.Message);
        }
        catch (JsonException e)
        {
            (status, answer) = Error(PubSubError.InvalidArgument, $"The request is no valid JSON: {e.Message}");
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(answer, Json, context.RequestAborted);
    }

    private async Task<object> AnswerAsync(HttpRequest request)
    {
        var path = (request.Path.Value ?? "").Trim('/').Split('/');
        if (path is not ["v1", "projects", var project, var collection, .. var rest] || rest.Length > 1)
            throw NothingHere(request);
        if (rest.Length == 0)
            return (request.Method, collection) switch
            {
                ("GET", "topics") => ListTopics(project),
                ("GET", "subscriptions") => ListSubscriptions(project),
                _ => throw NothingHere(request),
            };

        // Colons cannot occur in IDs: what is behind one is a verb.
        var (id, verb) = rest[0].Split(':', 2) is [var before, var behind] ? (before, behind) : (rest[0], "");
        var name = $"projects/{project}/{collection}/{id}";
        return (request.Method, collection, verb) switch
        {
            ("PUT", "topics", "") => CreateTopic(name),
            ("GET", "topics", "") => GetTopic(name),
            ("DELETE", "topics", "") => DeleteTopic(name),
            ("POST", "topics", "publish") => Publish(name, await ReadAsync<PublishResource>(request)),
            ("PUT", "subscriptions", "") => CreateSubscription(name, await ReadAsync<SubscriptionResource>(request)),
            ("GET", "subscriptions", "") => SubscriptionResource.Of(broker.GetSubscription(name)),
            ("DELETE", "subscriptions", "") => DeleteSubscription(name),
            ("POST", "subscriptions", "pull") => Pull(name, await ReadAsync<PullResource>(request)),
            ("POST", "subscriptions", "acknowledge") => Acknowledge(name, await ReadAsync<AcknowledgeResource>(request)),
            ("POST", "subscriptions", "modifyAckDeadline") => ModifyAckDeadline(name, await ReadAsync<ModifyAckDeadlineResource>(request)),
            _ => throw NothingHere(request),
        };
    }

    private TopicsResource ListTopics(string project) =>
        new([.. broker.Topics.Where(name => IsIn(project, name)).Select(name => new TopicResource(name))]);

    private SubscriptionsResource ListSubscriptions(string project) =>
        new([.. broker.Subscriptions.Where(subscription => IsIn(project, subscription.Name)).Select(SubscriptionResource.Of)]);

    private TopicResource CreateTopic(string name)
    {
        broker.CreateTopic(name);
        return new(name);
    }

    private TopicResource GetTopic(string name)
    {
        broker.RequireTopic(name);
        return new(name);
    }

    private object DeleteTopic(string name)
    {
        broker.DeleteTopic(name);
        return Nothing;
    }

    private PublishedResource Publish(string name, PublishResource resource) =>
        new(broker.Publish(name, [.. (resource.Messages ?? []).Select(message => new OutgoingMessage(message.Data, message.Attributes))]));

    private SubscriptionResource CreateSubscription(string name, SubscriptionResource resource)
    {
        var topic = resource.Topic ?? throw PubSubException.Invalid("A subscription needs a topic.");
        return SubscriptionResource.Of(broker.CreateSubscription(name, topic, resource.ToOptions()));
    }

    private object DeleteSubscription(string name)
    {
        broker.DeleteSubscription(name);
        return Nothing;
    }

    private PulledResource Pull(string name, PullResource resource) =>
        new([.. PullSubscriptionOf(name).Pull(resource.MaxMessages).Select(ReceivedResource.Of)]);

    private object Acknowledge(string name, AcknowledgeResource resource)
    {
        PullSubscriptionOf(name).Acknowledge(resource.AckIds ?? []);
        return Nothing;
    }

    private object ModifyAckDeadline(string name, ModifyAckDeadlineResource resource)
    {
        PullSubscriptionOf(name).ModifyAckDeadline(resource.AckIds ?? [], TimeSpan.FromSeconds(resource.AckDeadlineSeconds));
        return Nothing;
    }

    private PullSubscription PullSubscriptionOf(string name) =>
        broker.GetSubscription(name) as PullSubscription
        ?? throw new PubSubException(PubSubError.FailedPrecondition, $"The subscription '{name}' pushes; it cannot be pulled.");

    private static async Task<T> ReadAsync<T>(HttpRequest request)
        where T : class =>
        await JsonSerializer.DeserializeAsync<T>(request.Body, Json, request.HttpContext.RequestAborted)
        ?? throw PubSubException.Invalid("The request is null.");

    private static bool IsIn(string project, string name) => string.Equals(ResourceName.Split(name).Project, project, StringComparison.Ordinal);

    private static PubSubException NothingHere(HttpRequest request) =>
        new(PubSubError.NotFound, $"This emulator has nothing for {request.Method} at this path.");

    private static (int Status, object Answer) Error(PubSubError error, string message)
    {
        var (status, name) = error switch
        {
            PubSubError.NotFound => (StatusCodes.Status404NotFound, "NOT_FOUND"),
            PubSubError.AlreadyExists => (StatusCodes.Status409Conflict, "ALREADY_EXISTS"),
            PubSubError.FailedPrecondition => (StatusCodes.Status400BadRequest, "FAILED_PRECONDITION"),
            _ => (StatusCodes.Status400BadRequest, "INVALID_ARGUMENT"),
        };
        return (status, new { Error = new { Code = status, Message = message, Status = name } });
    }
}
