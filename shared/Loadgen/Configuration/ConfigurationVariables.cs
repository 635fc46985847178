using System.Collections.Immutable;

namespace Loadgen.Configuration;

/// <summary>The names of the environment variables, which the README explains.</summary>
public static class ConfigurationVariables
{
    internal const string ExperimentId = "EXPERIMENT_ID";
    internal const string Scenario = "SCENARIO";
    internal const string ImageUri = "IMAGE_GCS_URI";
    internal const string VideoUri = "VIDEO_GCS_URI";
    internal const string FunctionUrls = "FUNCTION_URLS_JSON";
    internal const string FixedRegion = "FIXED_REGION";
    internal const string DispatcherUrl = "DISPATCHER_URL";
    internal const string WorkloadUri = "WORKLOAD_URI";
    internal const string TraceHour = "TRACE_HOUR_UTC";
    internal const string Jitter = "JITTER_S";
    internal const string Timeout = "TIMEOUT_S";
    internal const string VerifyTls = "VERIFY_TLS";
    internal const string DryRun = "DRY_RUN";
    internal const string LogAllowOverwrite = "LOG_GCS_ALLOW_OVERWRITE";
    internal const string ImageFormat = "IMAGE_FORMAT";
    internal const string ImageQuality = "IMAGE_QUALITY";
    internal const string CryptoBits = "CRYPTO_BITS";
    internal const string VideoPasses = "VIDEO_PASSES";
    internal const string BearerToken = "AUTH_BEARER_TOKEN";
    internal const string ExtraHeaders = "EXTRA_HEADERS_JSON";
    internal const string DispatcherBearerToken = "DISPATCHER_AUTH_BEARER_TOKEN";
    internal const string DispatcherExtraHeaders = "DISPATCHER_EXTRA_HEADERS_JSON";
    internal const string AuthMode = "AUTH_MODE";
    internal const string LogBucket = "LOG_GCS_BUCKET";
    /// <summary>What log objects are named under; what is stored of their runs lies beside it.</summary>
    public const string LogPrefix = "LOG_GCS_PREFIX";
    internal const string LogObject = "LOG_GCS_OBJECT";
    internal const string EventsTopic = "EVENTS_TOPIC";
    internal const string TickAhead = "TICK_AHEAD_S";
    internal const string WarmUp = "WARM_UP_S";
    internal const string Lead = "LEAD_S";
    internal const string PlanWindow = "PLAN_WINDOW_S";
    internal const string HoldMax = "HOLD_MAX_S";
    internal const string MaxLateness = "MAX_LATENESS_S";
    internal const string Region = "LOADGEN_REGION";

    /// <summary>All of them, in the order of the README's table, which is the order in which problems are listed.</summary>
    public static ImmutableArray<string> InOrder { get; } =
    [
        ExperimentId, Scenario, ImageUri, VideoUri, FunctionUrls, FixedRegion, DispatcherUrl, WorkloadUri, TraceHour, Jitter,
        Timeout, VerifyTls, DryRun, LogAllowOverwrite, ImageFormat, ImageQuality, CryptoBits, VideoPasses,
        BearerToken, ExtraHeaders, DispatcherBearerToken, DispatcherExtraHeaders, AuthMode,
        LogBucket, LogPrefix, LogObject, EventsTopic, TickAhead, WarmUp, Lead, PlanWindow, HoldMax, MaxLateness, Region,
    ];
}
