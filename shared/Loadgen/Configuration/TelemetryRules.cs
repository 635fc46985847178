using System.Globalization;

namespace Loadgen.Configuration;

/// <summary>What OpenTelemetry's variables may say here.</summary>
internal static class TelemetryRules
{
    /// <summary>The exporter that sends nothing.</summary>
    public const string None = "none";

    /// <summary>Where to: there is one way out.</summary>
    public static ValueRule<string> Exporter { get; } = OneOf($"otlp or {None}", "otlp", None);

    /// <summary>Where a collector listens. What it may know the sender by belongs into the headers, which no log shows.</summary>
    public static ValueRule<Uri> Endpoint { get; } = new(
        "an absolute http(s) URL without user info, query and fragment",
        (text, out value) => TextRules.Url.TryParse(text, out value) && value is { Query: "", Fragment: "" })
    {
        Describe = TextRules.Url.Describe,
    };

    /// <summary>Whether <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> says gRPC. Its default here is the specification's, not .NET's.</summary>
    public static ValueRule<bool> IsGrpc { get; } = new(
        "http/protobuf or grpc", (text, out value) => (value = text == "grpc") || text == "http/protobuf");

    /// <summary>Which traces are left out.</summary>
    public static ValueRule<string> Sampler { get; } = OneOf(
        "always_on, always_off or traceidratio; one that asks the parent would leave none out, "
            + "since each event's trace begins as a sampled one",
        "always_on",
        "always_off",
        "traceidratio");

    /// <summary>How many of all traces are kept.</summary>
    public static ValueRule<double> Share { get; } = new(
        "a number, 0–1",
        (text, out value) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value <= 1);

    /// <summary>Headers, read as the SDK does: what is percent-encoded is decoded before the commas are looked for.</summary>
    public static ValueRule<string?> Headers { get; } = new(
        "name=value, or more of them with commas in between",
        (text, out value) =>
        {
            value = text;
            var decoded = Uri.UnescapeDataString(text);
            return !decoded.Any(char.IsControl)
                && decoded.Split(',').All(
                    pair => pair.IndexOf('=', StringComparison.Ordinal) is var end and > 0 && pair[..end].Trim().Length > 0);
        })
    {
        Describe = static _ => "a text that is no list of them",
    };

    private static ValueRule<string> OneOf(string allowed, params string[] names) => new(
        allowed, (text, out value) => names.Contains(value = text, StringComparer.Ordinal));
}
