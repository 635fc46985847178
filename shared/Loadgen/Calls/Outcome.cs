namespace Loadgen.Calls;

/// <summary>How an event ended (<c>outcome</c> of its log line).</summary>
public enum Outcome
{
    /// <summary>A 2xx answer.</summary>
    Ok,

    /// <summary>Any other answer.</summary>
    HttpError,

    /// <summary>Scenario C: a 2xx answer whose body says that the dispatch failed.</summary>
    DispatchFailed,

    /// <summary>No complete answer within <c>TIMEOUT_S</c>.</summary>
    Timeout,

    /// <summary>The name, the connection, TLS or the answer failed.</summary>
    ConnectionError,

    /// <summary>Not sent: a dry run.</summary>
    DryRun,

    /// <summary>Not sent: past <c>MAX_LATENESS_S</c>.</summary>
    SkippedLate,

    /// <summary>Not sent: the function has no URL.</summary>
    NotRouted,

    /// <summary>Claimed for sending by an instance that was lost before it stored the result, or stopped before there was one.</summary>
    Unknown,
}

/// <summary>The names of outcomes in log lines.</summary>
public static class OutcomeNames
{
    private static readonly Dictionary<string, Outcome> ByName =
        Enum.GetValues<Outcome>().ToDictionary(outcome => outcome.ToName(), StringComparer.Ordinal);

    /// <summary>All of them, for messages.</summary>
    public static string Allowed { get; } = string.Join(", ", ByName.Keys);

    /// <summary>The outcome of a name; <see langword="null"/> where it is none's.</summary>
    public static Outcome? Find(string name) => ByName.TryGetValue(name, out var outcome) ? outcome : null;

    /// <summary>Whether a request was sent, so that there is something measured.</summary>
    public static bool WasSent(this Outcome outcome) =>
        outcome is Outcome.Ok or Outcome.HttpError or Outcome.DispatchFailed or Outcome.Timeout or Outcome.ConnectionError;

    /// <summary>The name as log lines have it, such as <c>http_error</c>.</summary>
    public static string ToName(this Outcome outcome) => outcome switch
    {
        Outcome.Ok => "ok",
        Outcome.HttpError => "http_error",
        Outcome.DispatchFailed => "dispatch_failed",
        Outcome.Timeout => "timeout",
        Outcome.ConnectionError => "connection_error",
        Outcome.DryRun => "dry_run",
        Outcome.SkippedLate => "skipped_late",
        Outcome.NotRouted => "not_routed",
        Outcome.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No outcome of this number."),
    };
}
