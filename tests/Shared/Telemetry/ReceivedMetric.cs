namespace Loadgen.Testing.Telemetry;

/// <summary>A point of a metric as it came over OTLP.</summary>
/// <param name="Value">Of a histogram, the sum.</param>
/// <param name="Count">How many values a histogram has; <see langword="null"/> of other metrics.</param>
/// <param name="Bounds">The upper bounds of a histogram's buckets, but for the last one, which has none.</param>
/// <param name="Buckets">How many values are in each.</param>
/// <param name="Resource">The attributes of who sent it, such as <c>service.name</c>.</param>
internal sealed record ReceivedMetric(
    string Name,
    string Unit,
    DateTimeOffset Time,
    double Value,
    ulong? Count,
    IReadOnlyList<double> Bounds,
    IReadOnlyList<ulong> Buckets,
    IReadOnlyDictionary<string, object?> Attributes,
    IReadOnlyDictionary<string, object?> Resource)
{
    public string Service => (string)Resource["service.name"]!;

    /// <summary>Those of an <c>ExportMetricsServiceRequest</c>: gauges, sums and histograms with explicit bounds.</summary>
    public static IEnumerable<ReceivedMetric> Read(ProtoMessage request) =>
        from resource in request.Messages(1)
        let attributes = OtlpValues.Read(resource.Message(1), 1)
        from scope in resource.Messages(2)
        from metric in scope.Messages(2)
        from point in Numbers(metric, attributes).Concat(Histograms(metric, attributes))
        select point;

    private static IEnumerable<ReceivedMetric> Numbers(ProtoMessage metric, IReadOnlyDictionary<string, object?> resource) =>
        from point in metric.Message(5).Messages(1).Concat(metric.Message(7).Messages(1))
        select new ReceivedMetric(
            metric.Text(1),
            metric.Text(3),
            OtlpValues.Instant(point.Number(3)),
            point.Has(6) ? (long)point.Number(6) : point.Double(4),
            Count: null,
            [],
            [],
            OtlpValues.Read(point, 7),
            resource);

    private static IEnumerable<ReceivedMetric> Histograms(ProtoMessage metric, IReadOnlyDictionary<string, object?> resource) =>
        from point in metric.Message(9).Messages(1)
        select new ReceivedMetric(
            metric.Text(1),
            metric.Text(3),
            OtlpValues.Instant(point.Number(3)),
            point.Double(5),
            point.Number(4),
            [.. point.Fixed(7).Select(BitConverter.UInt64BitsToDouble)],
            [.. point.Fixed(6)],
            OtlpValues.Read(point, 9),
            resource);
}
