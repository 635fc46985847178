using System.Globalization;
using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Serialization;

namespace Loadgen.Dispatching;

/// <summary>
/// What the dispatcher answered. Every member may be missing, and one of a wrong type counts as missing: the whole answer is kept in the
/// log line's <c>response_json</c>, so nothing is lost by it.
/// </summary>
public sealed record DispatchAnswer
{
    /// <summary><c>status</c>.</summary>
    public string? Status { get; private init; }

    /// <summary><c>priority</c>: a number, text or boolean as it came; an object as text, which is its JSON.</summary>
    public JsonElement? Priority { get; private init; }

    /// <summary><c>carbon_intensity</c>, a number or text that is one.</summary>
    public decimal? CarbonIntensity { get; private init; }

    /// <summary><c>target_time</c> or <c>datetime</c>: when the function is to run.</summary>
    public DateTimeOffset? TargetTime { get; private init; }

    /// <summary><c>target_region</c> or <c>region</c>: where it is to run.</summary>
    public string? TargetRegion { get; private init; }

    /// <summary><c>function_url</c> or <c>url</c>, as it was answered. It is only logged.</summary>
    public Uri? FunctionUrl { get; private init; }

    /// <summary>The answered URL, or the configured one of the answered region.</summary>
    public Uri? TargetUrl { get; private init; }

    /// <summary>Why <see cref="TargetUrl"/> could not be found, though there is a region or a URL.</summary>
    public string? LookupError { get; private init; }

    /// <summary><c>delay</c>: whether the execution is put off.</summary>
    public bool? Delay { get; private init; }

    /// <summary>The latency in milliseconds: the first that is present of the four names it may have.</summary>
    public decimal? LatencyMilliseconds { get; private init; }

    /// <summary>
    /// Whether the answer says that the dispatch failed, whatever its own status: with a <c>statusCode</c> of 400 or more, with the
    /// <c>status</c> <c>failed</c> or <c>error</c>, or with an <c>error</c> and neither a region nor a URL.
    /// </summary>
    public bool IsFailure { get; private init; }

    private static readonly string[] LatencyNames =
        ["end_to_end_latency_ms", "execution_latency_ms", "execution_time_ms", "latency_ms"];

    // RFC 1123's dates, with the numeric zone that e-mail has as well.
    private static readonly string[] Rfc1123 = ["ddd, d MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss zzz"];

    /// <summary>Reads an answer.</summary>
    /// <param name="response">The answer's body; <see langword="null"/> where it was no JSON.</param>
    /// <param name="regions">The function's URLs by region; <see langword="null"/> where none are configured.</param>
    public static DispatchAnswer Read(JsonElement? response, IReadOnlyDictionary<string, Uri>? regions)
    {
        // Text that cannot be written again could not be logged either.
        if (response is not { ValueKind: JsonValueKind.Object } body || !Json.IsWritable(body))
            return new();

        var region = Text(body, "target_region") ?? Text(body, "region");
        var url = AbsoluteUrl(Text(body, "function_url")) ?? AbsoluteUrl(Text(body, "url"));
        var hasUrlText = (Text(body, "function_url") ?? Text(body, "url")) is not null;
        var status = Scalar(body, "status") is { } scalar ? Plain(scalar) : null;
        var mapped = url is null && region is not null ? regions?.GetValueOrDefault(region) : null;
        return new()
        {
            Status = status,
            Priority = Scalar(body, "priority") ?? ObjectAsText(body, "priority"),
            CarbonIntensity = Number(Scalar(body, "carbon_intensity")),
            TargetTime = Moment(Text(body, "target_time")) ?? Moment(Text(body, "datetime")),
            TargetRegion = region,
            FunctionUrl = url,
            TargetUrl = url ?? mapped,
            LookupError = LookupErrorOf(region, hasUrlText, url ?? mapped, regions),
            Delay = Boolean(Scalar(body, "delay")),
            LatencyMilliseconds = LatencyNames.Select(name => Number(Scalar(body, name))).FirstOrDefault(latency => latency is not null),
            IsFailure = Number(Scalar(body, "statusCode")) >= 400
                || status?.ToLowerInvariant() is "failed" or "error"
                || (HasError(body) && region is null && url is null),
        };
    }

    private static string? LookupErrorOf(string? region, bool hasUrlText, Uri? found, IReadOnlyDictionary<string, Uri>? regions)
    {
        if (found is not null || (region is null && !hasUrlText))
            return null;
        if (region is null)
            return "the dispatcher's function_url is not an absolute http(s) URL";
        return regions is { Count: > 0 }
            ? $"region '{region}' is not in FUNCTION_URLS_JSON (there are: {string.Join(", ", regions.Keys)})"
            : $"no URL is configured for region '{region}': the function is not in FUNCTION_URLS_JSON";
    }

    private static JsonElement? Scalar(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? value
            : null;

    private static JsonElement? ObjectAsText(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object
            ? JsonSerializer.SerializeToElement(value.GetRawText())
            : null;

    private static bool HasError(JsonElement body) => body.TryGetProperty("error", out var error)
        && error.ValueKind is not (JsonValueKind.Null or JsonValueKind.False)
        && !(error.ValueKind is JsonValueKind.String && error.ValueEquals(""));

    private static string? Text(JsonElement body, string name) =>
        Scalar(body, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } content ? content : null;

    private static string Plain(JsonElement scalar) => scalar.ValueKind is JsonValueKind.String ? scalar.GetString()! : scalar.GetRawText();

    private static bool? Boolean(JsonElement? value) => value is { } scalar
        ? Plain(scalar).ToLowerInvariant() switch
        {
            "true" or "yes" or "1" => true,
            "false" or "no" or "0" => false,
            _ => null,
        }
        : null;

    private static decimal? Number(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var parsed) => parsed,
        { ValueKind: JsonValueKind.String } text
            when decimal.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
        _ => null,
    };

    private static DateTimeOffset? Moment(string? text) =>
        Instant.TryParseWritten(text, out var iso) ? iso
        : DateTimeOffset.TryParseExact(text, Rfc1123, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var other) ? other
        : null;

    private static Uri? AbsoluteUrl(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
}
