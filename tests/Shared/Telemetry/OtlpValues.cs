namespace Loadgen.Testing.Telemetry;

/// <summary>Reads what is alike in all that comes over OTLP.</summary>
internal static class OtlpValues
{
    private const int NanosecondsPerTick = 100;

    /// <summary>The key-value pairs in a field: texts, truth values, <see cref="long"/> and <see cref="double"/>.</summary>
    public static IReadOnlyDictionary<string, object?> Read(ProtoMessage message, uint field) =>
        message.Messages(field).ToDictionary(pair => pair.Text(1), pair => Value(pair.Message(2)), StringComparer.Ordinal);

    /// <summary>An instant, to a tick.</summary>
    public static DateTimeOffset Instant(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / NanosecondsPerTick));

    private static object? Value(ProtoMessage any) =>
        any.Has(1) ? any.Text(1)
        : any.Has(2) ? any.Number(2) != 0
        : any.Has(3) ? (long)any.Number(3)
        : any.Has(4) ? any.Double(4)
        : null;
}
