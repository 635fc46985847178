using System.Collections.Immutable;

namespace Loadgen.Configuration;

/// <summary>The names of OpenTelemetry's own environment variables that the functions read.</summary>
public static class TelemetryVariables
{
    /// <summary>What is sent with each request to a collector, as <c>name=value,…</c>: may be a secret.</summary>
    public const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <summary>All of them, in the order of Terraform's attributes.</summary>
    public static ImmutableArray<string> InOrder { get; } =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        Headers, "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_TRACES_EXPORTER", "OTEL_METRICS_EXPORTER",
        "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SDK_DISABLED",
    ];
}
