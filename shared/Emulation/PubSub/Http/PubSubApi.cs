using System.Text.Json;
using System.Text.Json.Serialization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Emulation.PubSub.Http;

/// <summary>Pub/Sub's REST API over a broker, as Google's emulator speaks it.</summary>
internal sealed class PubSubApi(PubSubBroker broker)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly object Nothing = new();

    internal async Task HandleAsync(HttpContext context)
    {
        object answer;
        try
        {
            answer = await AnswerAsync(context.Request);
        }
        catch (PubSubException e)
        {
            answer = Error(context.Response, e);
        }
        catch (JsonException e)
        {
            answer = Error(context.Response, PubSubException.Invalid($"The request is not valid JSON: {e.Message}"));
        }

        await context.Response.WriteAsJsonAsync(answer, Json, context.RequestAborted);
    }

    private async Task<object> AnswerAsync(HttpRequest request)
    {
        var path = (request.Path.Value ?? "").Trim('/').Split('/');
        if (path is not ["v1", "projects", var project, var collection, .. var rest] || rest.Length > 1)
            throw NothingHere(request);
        if (rest.Length == 0)
        {
            return (request.Method, collection) switch
            {
                ("GET", "topics") => new { topics = broker.Topics.Where(name => IsIn(project, name)).Select(Topic) },
                ("GET", "subscriptions") => new { subscriptions = SubscriptionsOf(project) },
                _ => throw NothingHere(request),
            };
        }

        // Colons cannot occur in IDs: what is behind one is a verb.
        var (id, verb) = rest[0].Split(':', 2) is [var before, var behind] ? (before, behind) : (rest[0], "");
        var name = $"projects/{project}/{collection}/{id}";
        return collection switch
        {
            "topics" => await AnswerTopicAsync(request, name, verb),
            "subscriptions" => await AnswerSubscriptionAsync(request, name, verb),
            _ => throw NothingHere(request),
        };
    }

    private async Task<object> AnswerTopicAsync(HttpRequest request, string name, string verb)
    {
        switch (request.Method, verb)
        {
            case ("PUT", ""):
                broker.CreateTopic(name);
                return Topic(name);
            case ("GET", ""):
                broker.RequireTopic(name);
                return Topic(name);
            case ("DELETE", ""):
                broker.DeleteTopic(name);
                return Nothing;
            case ("POST", "publish"):
                var messages = (await ReadAsync<PublishResource>(request)).Messages ?? [];
                return new { messageIds = broker.Publish(name, messages) };
            default:
                throw NothingHere(request);
        }
    }

    private async Task<object> AnswerSubscriptionAsync(HttpRequest request, string name, string verb)
    {
        switch (request.Method, verb)
        {
            case ("PUT", ""):
                var wanted = await ReadAsync<SubscriptionResource>(request);
                var topic = wanted.Topic ?? throw PubSubException.Invalid("A subscription needs a topic.");
                return SubscriptionResource.Of(broker.CreateSubscription(name, topic, wanted.ToOptions()));
            case ("GET", ""):
                return SubscriptionResource.Of(broker.GetSubscription(name));
            case ("DELETE", ""):
                broker.DeleteSubscription(name);
                return Nothing;
            case ("POST", "pull"):
                var most = (await ReadAsync<PullResource>(request)).MaxMessages;
                return new { receivedMessages = PullSubscriptionOf(name).Pull(most).Select(Received) };
            case ("POST", "acknowledge"):
                var acknowledged = await ReadAsync<AcknowledgeResource>(request);
                PullSubscriptionOf(name).Acknowledge(acknowledged.AckIds ?? []);
                return Nothing;
            case ("POST", "modifyAckDeadline"):
                var modified = await ReadAsync<ModifyAckDeadlineResource>(request);
                PullSubscriptionOf(name).ModifyAckDeadline(modified.AckIds ?? [], TimeSpan.FromSeconds(modified.AckDeadlineSeconds));
                return Nothing;
            default:
                throw NothingHere(request);
        }
    }

    private IEnumerable<SubscriptionResource> SubscriptionsOf(string project) =>
        broker.Subscriptions.Where(subscription => IsIn(project, subscription.Name)).Select(SubscriptionResource.Of);

    private PullSubscription PullSubscriptionOf(string name) =>
        broker.GetSubscription(name) as PullSubscription
        ?? throw new PubSubException(StatusCode.FailedPrecondition, $"The subscription '{name}' pushes; it cannot be pulled.");

    private static object Topic(string name) => new { name };

    private static object Received(ReceivedMessage received) => new
    {
        received.AckId,
        Message = new
        {
            received.Message.Data,
            received.Message.Attributes,
            received.Message.MessageId,
            PublishTime = PushRequest.FormatTime(received.Message.PublishTime),
        },
        received.DeliveryAttempt,
    };

    private static async Task<T> ReadAsync<T>(HttpRequest request)
        where T : class =>
        await JsonSerializer.DeserializeAsync<T>(request.Body, Json, request.HttpContext.RequestAborted)
        ?? throw PubSubException.Invalid("The request is null.");

    private static bool IsIn(string project, string name) => ResourceName.Split(name).Project == project;

    private static PubSubException NothingHere(HttpRequest request) =>
        new(StatusCode.NotFound, $"This emulator has nothing for {request.Method} at this path.");

    private static object Error(HttpResponse response, PubSubException error)
    {
        var (code, status) = error.Status switch
        {
            StatusCode.NotFound => (StatusCodes.Status404NotFound, "NOT_FOUND"),
            StatusCode.AlreadyExists => (StatusCodes.Status409Conflict, "ALREADY_EXISTS"),
            StatusCode.FailedPrecondition => (StatusCodes.Status400BadRequest, "FAILED_PRECONDITION"),
            _ => (StatusCodes.Status400BadRequest, "INVALID_ARGUMENT"),
        };
        response.StatusCode = code;
        return new { error = new { code, error.Message, status } };
    }
}
