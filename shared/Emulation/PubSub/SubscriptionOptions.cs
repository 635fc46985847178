namespace Loadgen.Emulation.PubSub;

/// <summary>How a subscription delivers.</summary>
public sealed record SubscriptionOptions
{
    /// <summary>Where messages are pushed, an absolute http(s) URL; <see langword="null"/> makes a pull subscription.</summary>
    public Uri? PushEndpoint { get; init; }

    /// <summary>How long a delivery may stay without an answer, 10 to 600 s.</summary>
    public TimeSpan AckDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When a message is delivered again; <see langword="null"/> is at once, slowed down by the push backoff.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>When a message is given up; <see langword="null"/> is never.</summary>
    public DeadLetterPolicy? DeadLetter { get; init; }

    /// <summary>How many pushes are in flight at once.</summary>
    public PushWindow Window { get; init; } = PushWindow.Generous;

    /// <summary>Refuses numbers that Pub/Sub refuses.</summary>
    /// <exception cref="PubSubException">Something is out of range; the message names it and what is allowed.</exception>
    internal void Validate()
    {
        if (PushEndpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https"))
            throw PubSubException.Invalid($"pushEndpoint is '{endpoint}'; an absolute http or https URL is allowed.");
        RequireSeconds("ackDeadlineSeconds", AckDeadline, 10);
        if (Retry is { } retry)
        {
            RequireSeconds("retryPolicy.minimumBackoff", retry.MinimumBackoff, 0);
            RequireSeconds("retryPolicy.maximumBackoff", retry.MaximumBackoff, 0);
            if (retry.MinimumBackoff > retry.MaximumBackoff)
            {
                throw PubSubException.Invalid(
                    $"retryPolicy.minimumBackoff is {retry.MinimumBackoff.TotalSeconds} s, "
                    + $"above maximumBackoff of {retry.MaximumBackoff.TotalSeconds} s.");
            }
        }

        if (DeadLetter is { } deadLetter)
        {
            ResourceName.RequireTopic(deadLetter.Topic);
            if (deadLetter.MaxDeliveryAttempts is var attempts and (< 5 or > 100))
                throw PubSubException.Invalid($"deadLetterPolicy.maxDeliveryAttempts is {attempts}; 5 to 100 is allowed.");
        }

        if (Window.Initial < 1 || Window.Initial > Window.Largest)
        {
            throw PubSubException.Invalid(
                $"The push window is {Window.Initial} to {Window.Largest}; 1 or more, and no less at the end, is allowed.");
        }
    }

    private static void RequireSeconds(string name, TimeSpan value, int smallest)
    {
        if (value < TimeSpan.FromSeconds(smallest) || value > TimeSpan.FromSeconds(600))
            throw PubSubException.Invalid($"{name} is {value.TotalSeconds} s; {smallest} to 600 s is allowed.");
    }
}

/// <summary>
/// Exponential backoff of a message: the n-th redelivery waits the minimum times 2ⁿ⁻¹, up to the maximum. Pub/Sub keeps it roughly, this
/// broker to the tick.
/// </summary>
/// <param name="MinimumBackoff">0 to 600 s.</param>
/// <param name="MaximumBackoff">0 to 600 s, no less than the minimum.</param>
public sealed record RetryPolicy(TimeSpan MinimumBackoff, TimeSpan MaximumBackoff)
{
    // What is doubled where the minimum is 0.
    private static readonly TimeSpan SmallestStep = TimeSpan.FromMilliseconds(100);

    internal TimeSpan BackoffAfter(int attempts)
    {
        var step = MinimumBackoff > SmallestStep ? MinimumBackoff : SmallestStep;
        var seconds = step.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 30));
        return TimeSpan.FromSeconds(Math.Min(seconds, MaximumBackoff.TotalSeconds));
    }
}

/// <summary>After how many deliveries without acknowledgement a message goes to another topic.</summary>
/// <param name="Topic">The dead-letter topic. While it does not exist, messages are delivered on.</param>
/// <param name="MaxDeliveryAttempts">5 to 100.</param>
public sealed record DeadLetterPolicy(string Topic, int MaxDeliveryAttempts);

/// <summary>
/// How many pushes a subscription has in flight: it starts with the initial number, grows by one with each acknowledgement (so it doubles
/// with each round) up to the largest, and halves with each failure, never below one. One that starts at its largest stays there.
/// </summary>
/// <param name="Initial">The number at the start, at least 1.</param>
/// <param name="Largest">The number it can grow to.</param>
/// <param name="PushBackoff">
/// Whether negative answers stop all of the subscription's pushes for a while: 100 ms, doubled with each further failure up to 60 s, until
/// an acknowledgement. A subscription without retry policy does so in any case.
/// </param>
public sealed record PushWindow(int Initial, int Largest, bool PushBackoff)
{
    /// <summary>So wide that nothing waits for it.</summary>
    public static PushWindow Generous { get; } = new(3000, 3000, PushBackoff: false);

    /// <summary>As Pub/Sub starts: a small single digit, growing to the 3,000 of a region, with push backoff.</summary>
    public static PushWindow SlowStart { get; } = new(3, 3000, PushBackoff: true);
}
