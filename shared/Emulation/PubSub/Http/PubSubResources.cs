using System.Globalization;

namespace Loadgen.Emulation.PubSub.Http;

/// <summary>A subscription in Pub/Sub's REST API, as far as the broker knows its members; others are ignored, here and below.</summary>
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
        DeadLetter = DeadLetterPolicy is { MaxDeliveryAttempts: var attempts }
            ? new(DeadLetterPolicy.DeadLetterTopic ?? "", attempts == 0 ? 5 : attempts)
            : null,
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

internal sealed record PushConfigResource(string? PushEndpoint);

internal sealed record RetryPolicyResource(string? MinimumBackoff, string? MaximumBackoff);

internal sealed record DeadLetterPolicyResource(string? DeadLetterTopic, int MaxDeliveryAttempts);

internal sealed record PublishResource(IReadOnlyList<OutgoingMessage>? Messages);

internal sealed record PullResource(int MaxMessages);

internal sealed record AcknowledgeResource(IReadOnlyList<string>? AckIds);

internal sealed record ModifyAckDeadlineResource(IReadOnlyList<string>? AckIds, int AckDeadlineSeconds);

/// <summary>Durations as protobuf's JSON writes them: seconds, with <c>s</c> behind.</summary>
internal static class Duration
{
    internal static string Format(TimeSpan duration) => duration.TotalSeconds.ToString("0.#########", CultureInfo.InvariantCulture) + "s";

    internal static TimeSpan Parse(string text) =>
        text.EndsWith('s')
        && double.TryParse(
            text[..^1], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(seconds) < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : throw PubSubException.Invalid($"'{text}' is not a duration; seconds with an s behind are allowed, such as 10s.");
}
