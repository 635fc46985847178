using System.Diagnostics;
using System.Net;
using Loadgen.Samples.Dispatching;
using Loadgen.Samples.Tests.Hosting;
using Loadgen.Telemetry;
using Loadgen.Testing.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Samples.Tests;

public sealed class TraceTests
{
    private const string TraceId = "a7a23fa4d769ef8418200fa47dbc8532";
    private const string CallId = "00f067aa0ba902b7";
    private const string Header = $"00-{TraceId}-{CallId}-01";

    private const string Payload = """
        {"check":"ping","scenario":"C","run_id":"20260120T125900Z","event_id":"e:2026-01-20T13:00:00Z:own_check:01"}
        """;

    private static readonly string Call =
        $$"""{"function_name":"api_health_check","function_param":{{Payload}},"delay":"false","deadline":"2026-01-21T11:00:00Z"}""";

    private static readonly Dictionary<string, string?> Urls = new()
    {
        ["FUNCTION_URLS_JSON"] = """{"api_health_check":{"europe-north2":"http://health.test:8080/check?key=secret"} }""",
        ["DISPATCHER_SCHEDULE"] = "",
    };

    [Fact]
    public async Task A_request_is_a_span_of_the_events_trace_below_the_call()
    {
        using var server = SampleServer.Start<HealthCheck>();
        using var heard = new HeardSpans(server.Spans);

        await server.PostAsync(Payload, Header);

        var serve = Assert.Single(heard.Ended);
        Assert.Equal(
            ("serve", ActivityKind.Server, TraceId, CallId, ActivityStatusCode.Unset),
            (serve.OperationName, serve.Kind, serve.TraceId.ToHexString(), serve.ParentSpanId.ToHexString(), serve.Status));
        Assert.Equal(
            [
                "http.request.method POST", "http.response.status_code 200", "loadgen.event_id e:2026-01-20T13:00:00Z:own_check:01",
                "loadgen.function_id own_check", "loadgen.run_id 20260120T125900Z", "loadgen.scenario C", "network.protocol.version 1.1",
                "server.address localhost", "url.path /", "url.scheme http",
            ],
            serve.TagObjects.Select(tag => $"{tag.Key} {tag.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(SampleServer.Now, new DateTimeOffset(serve.StartTimeUtc));
    }

    [Fact]
    public async Task A_forwarded_request_is_a_span_below_the_dispatchers_and_the_functions_span_is_below_that()
    {
        using var health = SampleServer.Start<HealthCheck>();
        using var dispatcher = Start(health.Handler);
        using var ofDispatcher = new HeardSpans(dispatcher.Spans);
        using var ofHealth = new HeardSpans(health.Spans);

        await dispatcher.PostAsync(Call, Header);

        Assert.Equal(["forward", "serve"], ofDispatcher.Names);
        var (serve, forward, target) = (ofDispatcher["serve"], ofDispatcher["forward"], ofHealth["serve"]);
        Assert.All([serve, forward, target], span => Assert.Equal(TraceId, span.TraceId.ToHexString()));
        Assert.Equal(
            [CallId, serve.SpanId.ToHexString(), forward.SpanId.ToHexString()],
            new[] { serve, forward, target }.Select(span => span.ParentSpanId.ToHexString()));
        Assert.Equal(
            [
                "http.request.method POST", "http.response.status_code 200", "loadgen.event_id e:2026-01-20T13:00:00Z:own_check:01",
                "loadgen.function_id own_check", "loadgen.run_id 20260120T125900Z", "loadgen.scenario C", "network.protocol.version 1.1",
                "server.address health.test", "server.port 8080", "url.full http://health.test:8080/check?key=…",
            ],
            forward.TagObjects.Select(tag => $"{tag.Key} {tag.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(ActivityKind.Client, forward.Kind);
    }

    public static TheoryData<string?, string?, bool, string> Headers => new()
    {
        { Header, Header, false, "nobody traces: the function continues the trace all the same" },
        { Header, Header, true, "the trace is sampled out" },
        { Header[..^1] + "0", Header[..^1] + "0", false, "whoever began the trace has sampled it out" },
        { "00-zz-00f067aa0ba902b7-01", null, false, "not of any trace" },
        { null, null, false, "none came" },
        { null, null, true, "none came, and no trace begins for it" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_forwarded_request_without_a_span_of_its_own_has_the_header_that_came(
        string? came, string? goesOn, bool isSampledOut, string reason)
    {
        using var target = new Target(HttpStatusCode.OK);
        using var dispatcher = Start(target);
        using var heard = isSampledOut ? new HeardSpans(dispatcher.Spans, HeardSpans.Nothing) : null;

        await dispatcher.PostAsync(Call, came);

        Assert.True(target.TraceParent == goesOn, $"{reason}: {target.TraceParent}");
    }

    public static TheoryData<HttpStatusCode?, string, string> Failures => new()
    {
        { HttpStatusCode.ServiceUnavailable, "503", "it says that it failed" },
        { HttpStatusCode.NotFound, "404", "to who asks, any status from 400 on is a failure" },
        { null, "connection_error", "nobody listens" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_forwarded_request_that_fails_says_so(HttpStatusCode? status, string type, string reason)
    {
        using var target = new Target(status);
        using var dispatcher = Start(target);
        using var heard = new HeardSpans(dispatcher.Spans);

        await dispatcher.PostAsync(Call, Header);

        var forward = heard["forward"];
        Assert.Equal((ActivityStatusCode.Error, type, reason), (forward.Status, forward.GetTagItem("error.type"), reason));
        Assert.Equal(ActivityStatusCode.Unset, heard["serve"].Status);
        Assert.Equal(forward.Id, target.TraceParent);
    }

    [Fact]
    public async Task A_request_that_is_refused_is_no_failure_of_the_function()
    {
        using var server = SampleServer.Start<HealthCheck>();
        using var heard = new HeardSpans(server.Spans);

        await server.PostAsync("not JSON", Header);

        var serve = heard["serve"];
        Assert.Equal((ActivityStatusCode.Unset, 400), (serve.Status, serve.GetTagItem("http.response.status_code")));
    }

    [Fact]
    public async Task A_request_that_a_function_fails_at_is_one()
    {
        using var dispatcher = Start(new Broken());
        using var heard = new HeardSpans(dispatcher.Spans);

        await Assert.ThrowsAsync<NotSupportedException>(() => dispatcher.PostAsync(Call, Header));

        var serve = heard["serve"];
        Assert.Equal(
            (ActivityStatusCode.Error, 500, "500"),
            (serve.Status, serve.GetTagItem("http.response.status_code"), serve.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_request_outside_of_any_trace_begins_one()
    {
        using var server = SampleServer.Start<HealthCheck>();
        using var heard = new HeardSpans(server.Spans);

        await server.PostAsync("""{"check":"ping"}""");

        Assert.Equal(default, heard["serve"].ParentSpanId);
    }

    private static SampleServer Start(HttpMessageHandler target) => SampleServer.Start<Dispatcher>(
        services => services.AddSingleton(provider => new Forwarder(
            new HttpMessageInvoker(target), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<Spans>())),
        Urls);

    /// <summary>A function; without a status, a port where nobody listens.</summary>
    private sealed class Target(HttpStatusCode? status) : HttpMessageHandler
    {
        public string? TraceParent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            TraceParent = request.Headers.TryGetValues("traceparent", out var values) ? Assert.Single(values) : null;
            return status is { } code
                ? Task.FromResult(new HttpResponseMessage(code))
                : throw new HttpRequestException("refused");
        }
    }

    private sealed class Broken : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A mistake of this function's own.");
    }
}
