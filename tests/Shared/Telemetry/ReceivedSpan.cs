namespace Loadgen.Testing.Telemetry;

/// <summary>A span as it came over OTLP.</summary>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="SpanId">16 hexadecimal digits.</param>
/// <param name="ParentSpanId">As <paramref name="SpanId"/>; empty where it is the root.</param>
/// <param name="Kind"><c>INTERNAL</c>, <c>SERVER</c>, <c>CLIENT</c>, <c>PRODUCER</c> or <c>CONSUMER</c>.</param>
/// <param name="IsError">Whether its status is an error.</param>
/// <param name="Resource">The attributes of who sent it, such as <c>service.name</c>.</param>
internal sealed record ReceivedSpan(
    string TraceId,
    string SpanId,
    string ParentSpanId,
    string Name,
    string Kind,
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyDictionary<string, object?> Attributes,
    IReadOnlyList<ReceivedLink> Links,
    bool IsError,
    string Scope,
    IReadOnlyDictionary<string, object?> Resource)
{
    private static readonly string[] Kinds = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];

    public string Service => (string)Resource["service.name"]!;

    /// <summary>Those of an <c>ExportTraceServiceRequest</c>.</summary>
    public static IEnumerable<ReceivedSpan> Read(ProtoMessage request) =>
        from resource in request.Messages(1)
        let attributes = OtlpValues.Read(resource.Message(1), 1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new ReceivedSpan(
            span.Hex(1),
            span.Hex(2),
            span.Hex(4),
            span.Text(5),
            Kinds[span.Number(6)],
            OtlpValues.Instant(span.Number(7)),
            OtlpValues.Instant(span.Number(8)),
            OtlpValues.Read(span, 9),
            [.. span.Messages(13).Select(link => new ReceivedLink(link.Hex(1), link.Hex(2)))],
            span.Message(15).Number(3) == 2,
            scope.Message(1).Text(1),
            attributes);
}

/// <summary>What a span is linked to.</summary>
internal sealed record ReceivedLink(string TraceId, string SpanId);
