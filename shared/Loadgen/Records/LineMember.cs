namespace Loadgen.Records;

/// <summary>
/// The members of a log line that are read as well as written, beside those of <see cref="Runs.RunMember"/>. What is only written is named
/// where it is written.
/// </summary>
internal static class LineMember
{
    /// <summary>Only run lines have it; it tells which of the two a line is.</summary>
    public const string Message = "message";

    public const string EventId = "event_id";
    public const string ScheduledTime = "scheduled_time_utc";
    public const string Outcome = "outcome";

    /// <summary>Scenarios A and B: when the function was called.</summary>
    public const string SentTime = "sent_time_utc";

    /// <summary>Scenario C: when the dispatcher was called.</summary>
    public const string DispatcherSentTime = "dispatcher_sent_time_utc";
}
