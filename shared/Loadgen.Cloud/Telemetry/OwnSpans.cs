using System.Diagnostics;
using OpenTelemetry;

namespace Loadgen.Cloud.Telemetry;

/// <summary>Exports the spans of one host, and not those of others in its process, whose sources have the same name.</summary>
/// <param name="own">Where the host's come from.</param>
internal sealed class OwnSpans(BaseExporter<Activity> exporter, ActivitySource own, int longestQueue, int largestBatch)
    : BatchActivityExportProcessor(exporter, longestQueue, maxExportBatchSize: largestBatch)
{
    public override void OnEnd(Activity data)
    {
        if (ReferenceEquals(data.Source, own))
            base.OnEnd(data);
    }
}
