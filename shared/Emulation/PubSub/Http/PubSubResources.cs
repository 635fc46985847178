using System.Globalization;
using System.Text.Json.Serialization;

namespace Loadgen.Emulation.PubSub.Http;

/// <summary>Pub/Sub's REST resources, as far as the broker knows them; other members are ignored.</summary>
internal sealed record TopicResource(string Name);

internal sealed record TopicsResource(IReadOnlyList<TopicResource> Topics);

internal sealed record SubscriptionsResource(IReadOnlyList<SubscriptionResource> Subscriptions);

internal sealed record SubscriptionResource(
    string? Name,
    string? Topic,
    PushConfigResource? PushConfig,
    int AckDeadlineSeconds,
    RetryPolicyResource? RetryPolicy,
    DeadLetterPolicyResource? DeadLetterPolicy)
{
    internal static SubscriptionResource Of(Subscription subscription)
    {
        var options = subscription.Options;
        return new(
            subscription.Name,
            subscription.Topic,
            new(options.PushEndpoint?.OriginalString),
            (int)options.AckDeadline.TotalSeconds,
            options.Retry is { } retry ? new(Duration.Format(retry.MinimumBackoff), Duration.Format(retry.MaximumBackoff)) : null,
            options.DeadLetter is { } deadLetter ? new(deadLetter.Topic, deadLetter.MaxDeliveryAttempts) : null);
    }

    /// <summary>The options that these members mean, with Google's defaults: 10 s, backoff from 10 to 600 s, 5 attempts.</summary>
    internal SubscriptionOptions ToOptions() => new()
    {
        PushEndpoint = EndpointOf(PushConfig?.PushEndpoint),
        AckDeadline = TimeSpan.FromSeconds(AckDeadlineSeconds == 0 ? 10 : AckDeadlineSeconds),
        Retry = RetryPolicy is null
            ? null
            : new(Duration.Parse(RetryPolicy.MinimumBackoff ?? "10s"), Duration.Parse(RetryPolicy.MaximumBackoff ?? "600s")),
        DeadLetter = DeadLetterPolicy is null
            ? null
            : new(DeadLetterPolicy.DeadLetterTopic ?? "", DeadLetterPolicy.MaxDeliveryAttempts == 0 ? 5 : DeadLetterPolicy.MaxDeliveryAttempts),
    };

    private static Uri? EndpointOf(string? endpoint)
    {
        if (string.IsNullOrEmpty(endpoint))
            return null;
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            ? uri
            : throw PubSubException.Invalid($"pushEndpoint is '{endpoint}'; an absolute http or https URL is allowed.");
    }
}

internal sealed record PushConfigResource([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PushEndpoint);

internal sealed record RetryPolicyResource(string? MinimumBackoff, string? MaximumBackoff);

internal sealed record DeadLetterPolicyResource(string? DeadLetterTopic, int MaxDeliveryAttempts);

internal sealed record PublishResource(IReadOnlyList<OutgoingResource>? Messages);

internal sealed record OutgoingResource(byte[]? Data, IReadOnlyDictionary<string, string>? Attributes);

internal sealed record PublishedResource(IReadOnlyList<string> MessageIds);

internal sealed record PullResource(int MaxMessages);

internal sealed record PulledResource(IReadOnlyList<ReceivedResource> ReceivedMessages);

internal sealed record ReceivedResource(string AckId, MessageResource Message, int? DeliveryAttempt)
{
    internal static ReceivedResource Of(ReceivedMessage received)
    {
        var message = received.Message;
        return new(
            received.AckId,
            new(message.Data.ToArray(), message.Attributes, message.MessageId, PushRequest.FormatTime(message.PublishTime)),
            received.DeliveryAttempt);
    }
}

internal sealed record MessageResource(byte[] Data, IReadOnlyDictionary<string, string> Attributes, string MessageId, string PublishTime);

internal sealed record AcknowledgeResource(IReadOnlyList<string>? AckIds);

internal sealed record ModifyAckDeadlineResource(IReadOnlyList<string>? AckIds, int AckDeadlineSeconds);

/// <summary>Durations as protobuf's JSON writes them: seconds, with <c>s</c> behind.</summary>
internal static class Duration
{
    internal static string Format(TimeSpan duration) => duration.TotalSeconds.ToString("0.#########", CultureInfo.InvariantCulture) + "s";

    internal static TimeSpan Parse(string text) =>
        text.EndsWith('s')
        && double.TryParse(text[..^1], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(seconds) < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : throw PubSubException.Invalid($"'{text}' is no duration; seconds with an s behind are allowed, such as 10s.");
}
