using Loadgen.Configuration;

namespace Loadgen.Tests.Configuration;

public sealed class TelemetrySettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    public static TheoryData<string[], string?, string?, string> Places => new()
    {
        { [], null, null, "nothing is named: nothing is sent" },
        { [$"{Endpoint}= "], null, null, "a blank text is none" },
        { [$"{Endpoint}=http://c:4318"], "http://c:4318/v1/traces", "http://c:4318/v1/metrics", "the common one gets the usual paths" },
        { [$"{Endpoint}=https://c/otlp/"], "https://c/otlp/v1/traces", "https://c/otlp/v1/metrics", "behind a path of its own" },
        { [$"{TracesEndpoint}=http://c/t"], "http://c/t", null, "a signal's own is complete, and no other signal's" },
        { [$"{MetricsEndpoint}=http://c/m"], null, "http://c/m", "the same for metrics" },
        { [$"{Endpoint}=http://c", $"{TracesEndpoint}=http://t/"], "http://t/", "http://c/v1/metrics", "a signal's own comes first" },
        { ["OTEL_TRACES_EXPORTER=otlp"], "http://localhost:4318/v1/traces", null, "where OpenTelemetry's collector usually listens" },
        { ["OTEL_METRICS_EXPORTER=otlp"], null, "http://localhost:4318/v1/metrics", "the same for metrics" },
        { [$"{Endpoint}=http://c", "OTEL_TRACES_EXPORTER=none"], null, "http://c/v1/metrics", "one signal is switched off" },
        { [$"{TracesEndpoint}=http://c", "OTEL_TRACES_EXPORTER=none"], null, null, "also where it has a place of its own" },
        { [$"{Endpoint}=http://c", "OTEL_SDK_DISABLED=true"], null, null, "all is switched off" },
        { [$"{Endpoint}=http://c", "OTEL_SDK_DISABLED=false"], "http://c/v1/traces", "http://c/v1/metrics", "nothing is switched off" },
        {
            [$"{Endpoint}=http://c:4317", "OTEL_EXPORTER_OTLP_PROTOCOL=grpc"], "http://c:4317/", "http://c:4317/",
            "gRPC's paths are the exporter's affair"
        },
        {
            ["OTEL_TRACES_EXPORTER=otlp", "OTEL_EXPORTER_OTLP_PROTOCOL=grpc"], "http://localhost:4317/", null,
            "gRPC has a port of its own"
        },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Spans_and_metrics_go_where_the_variables_say(string[] variables, string? traces, string? metrics, string reason)
    {
        var settings = Read(variables);

        Assert.Equal((traces, metrics, reason), (settings.Traces?.AbsoluteUri, settings.Metrics?.AbsoluteUri, reason));
        Assert.Equal(traces is not null || metrics is not null, settings.AreOn);
    }

    [Fact]
    public void Protobuf_over_HTTP_is_the_default_as_in_the_specification() =>
        Assert.Equal(
            (false, true),
            (Read($"{Endpoint}=http://c").IsGrpc, Read($"{Endpoint}=http://c", "OTEL_EXPORTER_OTLP_PROTOCOL=grpc").IsGrpc));

    [Theory]
    [InlineData("OTEL_TRACES_EXPORTER", "console", "'console'", "otlp or none")]
    [InlineData("OTEL_METRICS_EXPORTER", "prometheus", "'prometheus'", "otlp or none")]
    [InlineData("OTEL_TRACES_EXPORTER", "otlp,console", "'otlp,console'", "otlp or none")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "'http/json'", "http/protobuf or grpc")]
    [InlineData(Endpoint, "collector:4318", "'collector:4318'", "an absolute http(s) URL without user info, query and fragment")]
    [InlineData(TracesEndpoint, "http://me:secret@c/", "'http://c/'", "an absolute http(s) URL without user info, query and fragment")]
    [InlineData(MetricsEndpoint, "http://c/?key=secret", "'http://c/'", "an absolute http(s) URL without user info, query and fragment")]
    [InlineData("OTEL_TRACES_SAMPLER", "parentbased_traceidratio", "'parentbased_traceidratio'", "always_on, always_off or traceidratio")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "10%", "'10%'", "a number, 0–1")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "1.1", "'1.1'", "a number, 0–1")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "-1", "'-1'", "a number, 0–1")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=1,secret", "a text that is no list of them", "name=value, or more of them")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=1%2Csecret", "a text that is no list of them", "name=value, or more of them")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=1%0Asecret", "a text that is no list of them", "name=value, or more of them")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", " =secret", "a text that is no list of them", "name=value, or more of them")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "=secret", "a text that is no list of them", "name=value, or more of them")]
    [InlineData("OTEL_SDK_DISABLED", "maybe", "'maybe'", "1/true/yes/y or 0/false/no/n")]
    public void A_wrong_text_is_refused_with_what_is_allowed_and_no_secret(string variable, string text, string found, string allowed)
    {
        var refused = Assert.Throws<ConfigurationException>(() => Read($"{variable}={text}"));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal((variable, found), (problem.Variable, problem.Found));
        Assert.StartsWith(allowed, problem.Allowed, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_is_listed_after_what_else_is_wrong_with_a_function()
    {
        var refused = Variables.Of("A").With("OTEL_TRACES_EXPORTER", "zipkin").With("TIMEOUT_S", "soon").Refuse();

        Assert.Equal(["TIMEOUT_S", "OTEL_TRACES_EXPORTER"], refused.Problems.Select(problem => problem.Variable));
    }

    private static TelemetrySettings Read(params string[] variables)
    {
        var texts = variables.Select(variable => variable.Split('=', 2)).ToDictionary(
            pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return TelemetrySettings.Read(texts.GetValueOrDefault);
    }
}
