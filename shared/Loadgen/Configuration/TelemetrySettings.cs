namespace Loadgen.Configuration;

/// <summary>Where spans and metrics go, as OpenTelemetry's own variables say it. Nowhere, unless they name a place.</summary>
public sealed record TelemetrySettings
{
    private const string AnyEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Where spans are posted, in full; <see langword="null"/>: nowhere.</summary>
    public Uri? Traces { get; private init; }

    /// <summary>Where metrics are posted, in full; <see langword="null"/>: nowhere.</summary>
    public Uri? Metrics { get; private init; }

    /// <summary>Whether they are sent by gRPC, and not as protobuf over HTTP.</summary>
    public bool IsGrpc { get; private init; }

    /// <summary>What goes with each request, as <c>name=value,…</c>; never logged.</summary>
    public string? Headers { get; private init; }

    /// <summary>Whether somebody said which traces are left out. Otherwise none is.</summary>
    public bool HasSampler { get; private init; }

    /// <summary>Whether anything goes anywhere.</summary>
    public bool AreOn => (Traces ?? Metrics) is not null;

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">A variable's text by its name; <see langword="null"/> where there is none.</param>
    /// <exception cref="ConfigurationException">Something is wrong. It lists every problem, and repeats no secret.</exception>
    public static TelemetrySettings Read(Func<string, string?> variable)
    {
        var variables = new VariableReader(variable);
        var settings = Read(variables);
        variables.ThrowIfWrong();
        return settings;
    }

    internal static TelemetrySettings Read(VariableReader variables)
    {
        if (variables.Optional("OTEL_SDK_DISABLED", NumberRules.Switch, fallback: false))
            return new();

        var isGrpc = variables.Optional("OTEL_EXPORTER_OTLP_PROTOCOL", TelemetryRules.IsGrpc, fallback: false);
        var endpoint = variables.Optional(AnyEndpoint, TelemetryRules.Endpoint!, fallback: null);
        // Read though they say nothing here: the SDK takes what it does not understand for nothing, and says so to nobody.
        var sampler = variables.Optional("OTEL_TRACES_SAMPLER", TelemetryRules.Sampler!, fallback: null);
        _ = variables.Optional("OTEL_TRACES_SAMPLER_ARG", TelemetryRules.Share, fallback: 1);
        return new()
        {
            Traces = ReadEndpoint(variables, "TRACES", endpoint, isGrpc),
            Metrics = ReadEndpoint(variables, "METRICS", endpoint, isGrpc),
            IsGrpc = isGrpc,
            Headers = variables.Optional(TelemetryVariables.Headers, TelemetryRules.Headers, fallback: null),
            HasSampler = sampler is not null,
        };
    }

    private static Uri? ReadEndpoint(VariableReader variables, string signal, Uri? common, bool isGrpc)
    {
        var exporter = variables.Optional($"OTEL_{signal}_EXPORTER", TelemetryRules.Exporter!, fallback: null);
        var own = variables.Optional($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT", TelemetryRules.Endpoint!, fallback: null);
        if (exporter is TelemetryRules.None || (exporter ?? (object?)own ?? common) is null)
            return null;
        if (own is not null)
            return own;

        // As OpenTelemetry has it: the common one is where the paths of all signals begin.
        var start = new UriBuilder(common ?? new(isGrpc ? "http://localhost:4317" : "http://localhost:4318"));
        if (!isGrpc)
            start.Path = $"{start.Path.TrimEnd('/')}/v1/{signal.ToLowerInvariant()}";
        return start.Uri;
    }
}
