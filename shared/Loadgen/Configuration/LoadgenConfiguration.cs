namespace Loadgen.Configuration;

/// <summary>
/// The validated configuration of an experiment. Made by ConfigurationReader only, so that whoever holds one need not check again.
/// </summary>
public sealed record LoadgenConfiguration
{
    /// <summary>The <see cref="JitterSeconds"/> of an experiment that configures none.</summary>
    public const double DefaultJitterSeconds = 15;

    /// <summary><c>EXPERIMENT_ID</c>: the name under which everything is logged.</summary>
    public required string ExperimentId { get; init; }

    /// <summary><c>SCENARIO</c>.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Where the calls go.</summary>
    public required TargetSettings Targets { get; init; }

    /// <summary><c>TRACE_HOUR_UTC</c>, cut to the hour; <see langword="null"/>: the tick decides.</summary>
    public DateTimeOffset? TraceHour { get; init; }

    /// <summary><c>JITTER_S</c>: the largest jitter in seconds.</summary>
    public double JitterSeconds { get; init; } = DefaultJitterSeconds;

    /// <summary><c>TIMEOUT_S</c>: the longest a call may take, connection included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary><c>HOLD_MAX_S</c>: the longest an undue message is held in memory.</summary>
    public TimeSpan HoldMax { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary><c>MAX_LATENESS_S</c>: an event later than this is not sent any more.</summary>
    public TimeSpan MaxLateness { get; init; } = TimeSpan.FromSeconds(1800);

    /// <summary><c>DRY_RUN</c>: plan, wait and log, but call nobody.</summary>
    public bool DryRun { get; init; }

    /// <summary>Where the log goes.</summary>
    public LogSettings Log { get; init; } = new();

    /// <summary>Where spans and metrics go.</summary>
    public TelemetrySettings Telemetry { get; init; } = new();

    /// <summary>The planner's own settings; <see langword="null"/> where the configuration was read for the invoker.</summary>
    public PlannerSettings? Planner { get; init; }

    /// <summary>The invoker's own settings; <see langword="null"/> where the configuration was read for the planner.</summary>
    public InvokerSettings? Invoker { get; init; }
}

/// <summary>The places that can be called, and with which credentials.</summary>
public sealed record TargetSettings
{
    /// <summary>
    /// <c>FUNCTION_URLS_JSON</c>: function ID → region → URL, in the order of the JSON text; empty where none were given.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Uri>> FunctionUrls { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, Uri>>();

    /// <summary><c>FIXED_REGION</c>, scenario A.</summary>
    public string? FixedRegion { get; init; }

    /// <summary><c>DISPATCHER_URL</c>, scenario C.</summary>
    public Uri? DispatcherUrl { get; init; }

    /// <summary><c>VERIFY_TLS</c>: whether a certificate must be valid.</summary>
    public bool VerifyTls { get; init; } = true;

    /// <summary><c>AUTH_MODE</c>.</summary>
    public AuthMode AuthMode { get; init; }

    /// <summary><c>AUTH_BEARER_TOKEN</c> and <c>EXTRA_HEADERS_JSON</c>: for functions.</summary>
    public CallCredentials FunctionCredentials { get; init; } = CallCredentials.None;

    /// <summary>
    /// <c>DISPATCHER_AUTH_BEARER_TOKEN</c> and <c>DISPATCHER_EXTRA_HEADERS_JSON</c>, each of which falls back to the functions' one.
    /// </summary>
    public CallCredentials DispatcherCredentials { get; init; } = CallCredentials.None;
}

/// <summary>What a call carries beside its body. Never logged.</summary>
/// <param name="BearerToken">Sent as <c>Authorization: Bearer</c>; none where <see langword="null"/>.</param>
/// <param name="ExtraHeaders">Header name → value.</param>
public sealed record CallCredentials(string? BearerToken, IReadOnlyDictionary<string, string> ExtraHeaders)
{
    /// <summary>No token and no headers.</summary>
    public static CallCredentials None { get; } = new(null, new Dictionary<string, string>());

    /// <summary>Says only what there is: credentials never reach a log.</summary>
    public override string ToString() =>
        $"{(BearerToken is null ? "no bearer token" : "a bearer token")}, {ExtraHeaders.Count} extra headers";
}

/// <summary>Where the log object lies.</summary>
public sealed record LogSettings
{
    /// <summary><c>LOG_GCS_BUCKET</c>; <see langword="null"/>: lines go to stdout only.</summary>
    public string? Bucket { get; init; }

    /// <summary><c>LOG_GCS_PREFIX</c>, without a slash at its end.</summary>
    public string Prefix { get; init; } = "loadgen-logs";

    /// <summary><c>LOG_GCS_OBJECT</c>, its placeholders not yet filled in.</summary>
    public string? ObjectName { get; init; }

    /// <summary><c>LOG_GCS_ALLOW_OVERWRITE</c>: keep an object name without placeholders as it is.</summary>
    public bool AllowOverwrite { get; init; }
}
