using System.Runtime.CompilerServices;
using Loadgen.Configuration;
using Loadgen.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Loadgen.Cloud.Telemetry;

/// <summary>OpenTelemetry's SDK, which sends a host's spans and metrics by OTLP.</summary>
internal static class OtlpExport
{
    // One export takes all that waits, so that a flush is one request.
    private const int LargestBatch = 2048;
    private const int LongestQueue = 4 * LargestBatch;

    /// <summary>Adds it, and the flush.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AddTo(IServiceCollection services, TelemetrySettings settings, TelemetrySender sender)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource
            .AddService(sender.Service, serviceVersion: LoadgenVersion.Current)
            .AddAttributes(sender.Attributes)
            // Last, since what comes later is right.
            .AddEnvironmentVariableDetector());
        if (settings.Traces is { } traces)
            telemetry.WithTracing(tracing => Add(tracing, settings, traces));
        if (settings.Metrics is { } metrics)
            telemetry.WithMetrics(metering => Add(metering, settings, metrics));

        services.AddSingleton(provider => new ExportWarnings(
            provider.GetRequiredService<ILogger<ExportWarnings>>(), TimeProvider.System));
        services.AddSingleton(provider => new TelemetryFlush(
            FlushOf(provider.GetService<TracerProvider>(), provider.GetService<MeterProvider>()),
            provider.GetRequiredService<ExportWarnings>().Say,
            sender.FlushPause,
            sender.FlushPatience,
            TimeProvider.System));
    }

    private static void Add(TracerProviderBuilder tracing, TelemetrySettings settings, Uri endpoint)
    {
        tracing.AddSource(Spans.SourceName).AddProcessor(provider =>
        {
            // What is made before is disposed of afterwards, and hears what the SDK says at its end.
            _ = provider.GetRequiredService<ExportWarnings>();
            return new OwnSpans(
                new OtlpTraceExporter(Set(new(), settings, endpoint)),
                provider.GetRequiredService<Spans>().Source,
                LongestQueue,
                LargestBatch);
        });
        // By default, a parent would decide: whether Cloud Run, say, has sampled the request of a push.
        if (!settings.HasSampler)
            tracing.SetSampler<AlwaysOnSampler>();
    }

    private static void Add(MeterProviderBuilder metering, TelemetrySettings settings, Uri endpoint)
    {
        metering.AddMeter(Metrics.MeterName).AddOtlpExporter(exporter => Set(exporter, settings, endpoint));
        // Another host's in this process has the same name.
        ((IDeferredMeterProviderBuilder)metering).Configure((provider, builder) =>
        {
            var own = provider.GetRequiredService<Metrics>().Meter;
            builder.AddView(instrument => ReferenceEquals(instrument.Meter, own) ? null : MetricStreamConfiguration.Drop);
        });
    }

    private static OtlpExporterOptions Set(OtlpExporterOptions exporter, TelemetrySettings settings, Uri endpoint)
    {
        exporter.Endpoint = endpoint;
        exporter.Protocol = settings.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Headers = settings.Headers;
        return exporter;
    }

    private static Action<bool> FlushOf(TracerProvider? traces, MeterProvider? metrics) => isIdle =>
    {
        traces?.ForceFlush();
        // They are sums: what others say later will say all of it.
        if (isIdle)
            metrics?.ForceFlush();
    };
}
