namespace Loadgen.Records;

/// <summary>
/// The members of a log line that are read as well as written, beside those of <see cref="Runs.RunMember"/>. What is only written is named
/// where it is written.
/// </summary>
internal static class LineMember
{
    /// <summary>Only run lines have it; it tells which of them a line is.</summary>
    public const string Message = "message";

    public const string WorkloadName = "workload_name";
    public const string WorkloadHash = "workload_sha256";
    public const string Jitter = "jitter_s";
    public const string Timeout = "timeout_s";
    public const string MaxLateness = "max_lateness_s";
    public const string HoldMax = "hold_max_s";

    /// <summary>Lines of version 0.9 have none.</summary>
    public const string Version = "loadgen_version";

    /// <summary>Which shards the log has taken in.</summary>
    public const string Shards = "shards";

    /// <summary>How long their content is.</summary>
    public const string Bytes = "bytes";

    public const string WrittenAt = "ts_utc";
    public const string EventId = "event_id";
    public const string FunctionId = "function_id";
    public const string ScheduledTime = "scheduled_time_utc";
    public const string StartLag = "start_lag_ms";
    public const string Latency = "end_to_end_latency_ms";
    public const string LatencyNote = "end_to_end_latency_note";
    public const string Outcome = "outcome";
    public const string InvokerRegion = "invoker_region";
    public const string TargetRegion = "target_region";
    public const string TargetUrl = "target_url";
    public const string TimeShifted = "time_shifted";

    /// <summary>Scenarios A and B: why the function was called there.</summary>
    public const string PolicySource = "policy_region_source";

    /// <summary>Scenarios A and B: the call of the function.</summary>
    public const string Invoke = "invoke";

    /// <summary>Scenario C: the call of the dispatcher.</summary>
    public const string Dispatch = "dispatch";

    /// <summary>Scenario C: the dispatcher.</summary>
    public const string DispatcherUrl = "dispatcher_url";

    /// <summary>Scenarios A and B: when the function was called.</summary>
    public const string SentTime = "sent_time_utc";

    /// <summary>Scenario C: when the dispatcher was called.</summary>
    public const string DispatcherSentTime = "dispatcher_sent_time_utc";
}
