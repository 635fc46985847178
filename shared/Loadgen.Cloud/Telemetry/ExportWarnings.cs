using System.Diagnostics.Tracing;
using System.Globalization;
using Loadgen.Serialization;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Telemetry;

/// <summary>
/// Tells the function's log, once a minute at most, what keeps spans and metrics from arriving. OpenTelemetry's SDK tells it nobody but
/// those who listen to its events.
/// </summary>
/// <param name="time">The machine's clock.</param>
internal sealed class ExportWarnings(ILogger<ExportWarnings> logger, TimeProvider time) : EventListener
{
    private const string Sdk = "OpenTelemetry-Sdk";

    /// <summary>The SDK's event at the end, that more waited at some time than it keeps.</summary>
    private const string Dropped = "ExistsDroppedExportProcessorItems";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _last;

    /// <summary>Says it, unless something was said within the last minute.</summary>
    public void Say(string what)
    {
        lock (_gate)
        {
            if (_last is { } last && time.GetElapsedTime(last) < Pause)
                return;
            _last = time.GetTimestamp();
        }

        logger.LogWarning("Spans or metrics are late or lost: {Reason}", what);
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is Sdk or "OpenTelemetry-Exporter-OpenTelemetryProtocol")
            EnableEvents(eventSource, EventLevel.Warning);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The SDK itself also warns of what is meant so, such as other hosts' instruments, which are left to them.
        if (eventData is { EventSource.Name: Sdk, Level: EventLevel.Warning, EventName: not Dropped })
            return;

        // What it carries may be an exception with its stack, or what a collector has answered.
        Say(string.Format(
            CultureInfo.InvariantCulture,
            eventData.Message ?? "",
            [.. eventData.Payload?.Select(value => Excerpt.Of($"{value}".Split('\n')[0])) ?? []]));
    }
}
