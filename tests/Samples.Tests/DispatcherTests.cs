using System.Net;
using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Samples.Dispatching;
using Loadgen.Samples.Requests;
using Loadgen.Samples.Tests.Hosting;
using Loadgen.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Samples.Tests;

public sealed class DispatcherTests
{
    private const string Url = "http://health.test/check";

    private static readonly Payload Nothing = new(JsonElement.Parse("{}"));

    private static readonly Dictionary<string, string?> Urls = new()
    {
        ["FUNCTION_URLS_JSON"] =
            $$"""{"api_health_check":{"europe-north2":"{{Url}}"},"crypto_key_gen":{"europe-north2":"http://crypto.test/"} }""",
    };

    [Fact]
    public async Task What_is_not_to_be_delayed_is_forwarded_as_it_came_and_answered_with_its_latency()
    {
        var target = new Target(HttpStatusCode.OK, TimeSpan.FromMilliseconds(12.5));
        using var dispatcher = Start(target);

        var reply = await dispatcher.PostAsync(Call("api_health_check", """{"check": "ping", "event_id":"x"}""", delay: "false"));

        Assert.Equal("""{"check": "ping", "event_id":"x"}""", Assert.Single(target.Bodies));
        Assert.Equal(Url, target.Url?.ToString());
        Assert.Equal(
            ("ok", "europe-north2", Url, "false", "12.5", "200", "1", "41"),
            (reply.Text("status"), reply.Text("target_region"), reply.Text("function_url"), reply.Raw("delay"),
                reply.Raw("execution_latency_ms"), reply.Raw("function_status_code"), reply.Raw("priority"),
                reply.Raw("carbon_intensity")));
    }

    [Fact]
    public async Task A_real_sample_can_be_behind_it()
    {
        using var health = SampleServer.Start<HealthCheck>();
        using var dispatcher = Start(health.Handler);

        var reply = await dispatcher.PostAsync(Call("api_health_check", """{"check":"ping","event_id":"e:01"}""", delay: "false"));

        Assert.Equal("ok", reply.Text("status"));
        Assert.Equal("e:01", Assert.Single(health.Lines).Correlation.EventId);
        Assert.Equal(("dispatcher", "e:01"), (dispatcher.Lines[0].FunctionId, dispatcher.Lines[0].Correlation.EventId));
    }

    [Fact]
    public async Task What_is_shifted_is_answered_with_its_time_and_not_run()
    {
        var target = new Target(HttpStatusCode.OK, TimeSpan.Zero);
        using var dispatcher = Start(target);

        var reply = await dispatcher.PostAsync(Call("crypto_key_gen", """{"bits":4096}"""));

        Assert.Empty(target.Bodies);
        Assert.Equal(
            ("scheduled", "2026-01-20T14:31:04.356Z", "true", "null", "http://crypto.test/"),
            (reply.Text("status"), reply.Text("target_time"), reply.Raw("delay"), reply.Raw("execution_latency_ms"),
                reply.Text("function_url")));
    }

    [Fact]
    public async Task It_logs_what_it_decided_and_the_time_that_this_took_without_the_functions()
    {
        using var dispatcher = Start(new Target(HttpStatusCode.OK, TimeSpan.FromMilliseconds(12.5)));

        await dispatcher.PostAsync(Call("api_health_check", """{"event_id":"e:01"}""", delay: "false"));
        await dispatcher.PostAsync(Call("crypto_key_gen", """{"event_id":"e:02"}"""));

        Assert.Equal(
            [
                "e:01 12.5 ms: \"dispatched_function_id\":\"api_health_check\",\"target_region\":\"europe-north2\","
                    + "\"target_time_utc\":\"2026-01-20T13:01:04.356Z\",\"delayed\":false,\"execution_ms\":0,",
                "e:02 0 ms: \"dispatched_function_id\":\"crypto_key_gen\",\"target_region\":\"europe-north2\","
                    + "\"target_time_utc\":\"2026-01-20T14:31:04.368Z\",\"delayed\":true,\"execution_ms\":0,",
            ],
            dispatcher.Lines.Select(line =>
            {
                var text = line.ToString();
                var (from, to) = (
                    text.IndexOf("\"dispatched", StringComparison.Ordinal), text.IndexOf("\"error", StringComparison.Ordinal));
                var decision = text[from..to];
                return $"{line.Correlation.EventId} {line.Duration.TotalMilliseconds} ms: {decision}";
            }));
    }

    [Theory]
    [InlineData("2026-01-20T14:31:06Z", "2026-01-20T14:31:04.356Z", "the deadline is later than the shift")]
    [InlineData("2026-01-20T14:00:00Z", "2026-01-20T13:59:59.000Z", "the deadline comes first")]
    public async Task The_target_time_lies_before_the_deadline(string deadline, string target, string reason)
    {
        using var dispatcher = Start(new Target(HttpStatusCode.OK, TimeSpan.Zero));

        var reply = await dispatcher.PostAsync(Call("crypto_key_gen", "{}", deadline: deadline));

        Assert.Equal((target, reason), (reply.Text("target_time"), reason));
    }

    [Fact]
    public async Task Where_the_deadline_is_over_nothing_is_put_off()
    {
        var target = new Target(HttpStatusCode.OK, TimeSpan.Zero);
        using var dispatcher = Start(target);

        var reply = await dispatcher.PostAsync(Call("crypto_key_gen", "{}", deadline: "2026-01-20T13:01:04Z"));

        Assert.Equal(("ok", "false", 1), (reply.Text("status"), reply.Raw("delay"), target.Bodies.Count));
    }

    [Theory]
    [InlineData("2026-01-20T00:00:00Z", "false", "the shipped schedule runs videos at once at midnight")]
    [InlineData("2026-01-20T13:00:00Z", "true", "and shifts them otherwise")]
    public async Task The_trace_hour_chooses_the_entry(string hour, string delay, string reason)
    {
        using var dispatcher = Start(new Target(HttpStatusCode.OK, TimeSpan.Zero));

        var reply = await dispatcher.PostAsync(Call("video_transcoder", $$"""{"trace_hour":"{{hour}}"}"""));

        Assert.Equal((delay, reason), (reply.Raw("delay"), reason));
    }

    [Fact]
    public async Task A_function_that_fails_is_an_answer_with_its_status_and_latency()
    {
        using var dispatcher = Start(new Target(HttpStatusCode.ServiceUnavailable, TimeSpan.FromMilliseconds(3)));

        var reply = await dispatcher.PostAsync(Call("api_health_check", "{}", delay: "false"));

        Assert.Equal(
            (HttpStatusCode.OK, "error", "503", "3", "HttpError: the function answered 503"),
            (reply.Status, reply.Text("status"), reply.Raw("function_status_code"), reply.Raw("execution_latency_ms"),
                reply.Text("error")));
        Assert.Equal((200, "HttpError: the function answered 503"), (dispatcher.Lines[0].Status, dispatcher.Lines[0].Error));
    }

    [Fact]
    public async Task A_function_that_cannot_be_reached_is_an_answer()
    {
        using var dispatcher = Start(new Target(null, TimeSpan.Zero));

        var reply = await dispatcher.PostAsync(Call("api_health_check", "{}", delay: "false"));

        Assert.Equal(
            ("error", "false", "null", "ConnectionError: refused"),
            (reply.Text("status"), reply.Raw("delay"), reply.Raw("function_status_code"), reply.Text("error")));
    }

    [Fact]
    public async Task A_function_that_does_not_answer_in_time_is_an_answer()
    {
        var clock = new FakeTimeProvider(SampleServer.Now);
        using var handler = new Silent(() => clock.Advance(TimeSpan.FromSeconds(110)));

        using var spans = new Spans(clock);
        var result = await new Forwarder(new HttpMessageInvoker(handler), clock, spans)
            .SendAsync(new Uri(Url), Nothing, traceParent: null, TimeSpan.FromSeconds(110), default);

        Assert.Equal(new Forwarded(null, TimeSpan.FromSeconds(110), "Timeout: no answer within 110 s"), result);
    }

    [Fact]
    public async Task A_function_that_lets_in_nobody_else_is_called_with_a_token_for_its_origin()
    {
        var target = new Target(HttpStatusCode.OK, TimeSpan.Zero);
        var tokens = new Tokens(origin => $"token-for-{origin.Authority}");

        using var spans = new Spans(target.Time);
        var result = await new Forwarder(new HttpMessageInvoker(target), target.Time, spans, tokens)
            .SendAsync(
                new Uri("https://health.test:8443/check?x=1"), Nothing, traceParent: null, TimeSpan.FromSeconds(110), default);

        Assert.Equal(new Forwarded(200, TimeSpan.Zero, null), result);
        Assert.Equal("Bearer token-for-health.test:8443", target.Authorization);
        Assert.Equal(new Uri("https://health.test:8443/"), Assert.Single(tokens.Origins));
    }

    [Fact]
    public async Task Without_a_source_of_tokens_no_credentials_are_sent()
    {
        var target = new Target(HttpStatusCode.OK, TimeSpan.Zero);
        using var dispatcher = Start(target);

        await dispatcher.PostAsync(Call("api_health_check", "{}", delay: "false"));

        Assert.Null(target.Authorization);
    }

    [Fact]
    public async Task Where_there_is_no_token_nothing_is_sent_and_the_answer_says_so()
    {
        var target = new Target(HttpStatusCode.OK, TimeSpan.Zero);
        var tokens = new Tokens(_ => throw new InvalidOperationException("no service account"));

        using var spans = new Spans(target.Time);
        var result = await new Forwarder(new HttpMessageInvoker(target), target.Time, spans, tokens)
            .SendAsync(new Uri(Url), Nothing, traceParent: null, TimeSpan.FromSeconds(110), default);

        Assert.Equal(new Forwarded(null, TimeSpan.Zero, "Auth: no ID token for health.test: no service account"), result);
        Assert.Empty(target.Bodies);
    }

    [Fact]
    public void An_unknown_way_to_authenticate_stops_the_start()
    {
        var error = Assert.Throws<ConfigurationException>(
            () => SampleServer.Start<Dispatcher>(_ => { }, new(Urls) { ["DISPATCHER_AUTH_MODE"] = "basic" }));

        Assert.Contains("DISPATCHER_AUTH_MODE: found 'basic'; allowed: oidc, or bearer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_decides_for_functions_that_the_schedule_does_not_name()
    {
        using var target = new Target(HttpStatusCode.OK, TimeSpan.Zero);
        using var dispatcher = Start(target, new()
        {
            ["FUNCTION_URLS_JSON"] = """{"fd8a2430aa1d":{"europe-north2":"http://own/"} }""",
            ["DISPATCHER_SCHEDULE"] = "",
        });

        var shifted = await dispatcher.PostAsync(Call("fd8a2430aa1d", "{}"));
        var direct = await dispatcher.PostAsync(Call("fd8a2430aa1d", "{}", delay: "false"));

        Assert.Equal(("scheduled", "ok"), (shifted.Text("status"), direct.Text("status")));
        Assert.Equal("http://own/", target.Url?.AbsoluteUri);
    }

    [Fact]
    public async Task A_function_without_a_url_is_an_answer_that_says_so()
    {
        using var dispatcher = Start(new Target(HttpStatusCode.OK, TimeSpan.Zero), []);

        var reply = await dispatcher.PostAsync(Call("api_health_check", "{}", delay: "false"));

        Assert.Equal(
            ("error", "null", "NoUrl: none is configured for 'api_health_check' in 'europe-north2'"),
            (reply.Text("status"), reply.Raw("execution_latency_ms"), reply.Text("error")));
    }

    [Fact]
    public async Task The_load_generator_reads_its_answers()
    {
        using var dispatcher = Start(new Target(HttpStatusCode.OK, TimeSpan.FromMilliseconds(7)));

        var shifted = DispatchAnswer.Read((await dispatcher.PostAsync(Call("crypto_key_gen", "{}"))).Body, null);
        var direct = DispatchAnswer.Read((await dispatcher.PostAsync(Call("api_health_check", "{}", delay: "false"))).Body, null);

        using var broken = Start(new Target(HttpStatusCode.OK, TimeSpan.Zero), []);
        var failed = DispatchAnswer.Read((await broken.PostAsync(Call("api_health_check", "{}", delay: "false"))).Body, null);

        Assert.Equal((false, false, true), (shifted.IsFailure, direct.IsFailure, failed.IsFailure));
        Assert.Equal(("ok", false, 7m, Url), (direct.Status, direct.Delay, direct.LatencyMilliseconds, direct.TargetUrl?.ToString()));
        Assert.Equal(
            ("scheduled", true, null, SampleServer.Now.AddMinutes(90)),
            (shifted.Status, shifted.Delay, shifted.LatencyMilliseconds, shifted.TargetTime));
    }

    public static TheoryData<string, int, string> BadCalls { get; } = new()
    {
        { "[]", 400, "body: found an array; allowed: a JSON object in UTF-8" },
        { """{"function_name":"api_health_check"}""", 400, "function_param: found nothing; allowed: an object" },
        { Call("api_health_check", "\"x\""), 400, "function_param: found the text 'x'; allowed: an object" },
        { Call("api_health_check", """{"event_id":[]}"""), 400, "function_param.event_id: found an array; allowed: text" },
        { """{"function_param":{}}""", 400, "function_name: found nothing; allowed: text" },
        { Call("mine/bitcoin", "{}"), 422, "function_name: found 'mine/bitcoin'; allowed: 1–128 of letters, digits, . _ -" },
        { Call("crypto_key_gen", "{}", delay: "maybe"), 422, "delay: found 'maybe'; allowed: \"true\" or \"false\", as text" },
        {
            """{"function_name":"crypto_key_gen","function_param":{},"delay":true,"deadline":"2026-01-21T11:00:00Z"}""", 400,
            "delay: found true; allowed: text"
        },
        { Call("crypto_key_gen", "{}", deadline: "tomorrow"), 422, "deadline: found 'tomorrow'; allowed: an ISO 8601 date with a time" },
    };

    [Theory]
    [MemberData(nameof(BadCalls))]
    public async Task A_bad_request_is_answered_with_what_is_wrong(string body, int status, string error)
    {
        using var dispatcher = Start(new Target(HttpStatusCode.OK, TimeSpan.Zero));

        var reply = await dispatcher.PostAsync(body);

        Assert.Equal((status, error), ((int)reply.Status, reply.Text("error")));
    }

    private static SampleServer Start(
        HttpMessageHandler target, Dictionary<string, string?>? urls = null) => SampleServer.Start<Dispatcher>(
        services => services.AddSingleton(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            if (target is Target scripted)
                scripted.Time = (FakeTimeProvider)time;
            return new Forwarder(new HttpMessageInvoker(target), time, provider.GetRequiredService<Spans>());
        }),
        urls ?? new(Urls) { ["DISPATCHER_SCHEDULE"] = "" });

    private static string Call(string function, string payload, string delay = "true", string deadline = "2026-01-21T11:00:00Z") =>
        $$"""{"function_name":"{{function}}","function_param":{{payload}},"delay":"{{delay}}","deadline":"{{deadline}}"}""";

    private sealed class Tokens(Func<Uri, string> token) : IIdTokenSource
    {
        public List<Uri> Origins { get; } = [];

        public Task<string> GetTokenAsync(Uri origin, CancellationToken cancellationToken)
        {
            Origins.Add(origin);
            return Task.FromResult(token(origin));
        }
    }

    /// <summary>A function that takes its time on the fake clock; without a status, a port where nobody listens.</summary>
    private sealed class Target(HttpStatusCode? status, TimeSpan takes) : HttpMessageHandler
    {
        public FakeTimeProvider Time { get; set; } = new();

        public List<string> Bodies { get; } = [];

        public Uri? Url { get; private set; }

        public string? Authorization { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Url = request.RequestUri;
            Authorization = request.Headers.Authorization?.ToString();
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            Time.Advance(takes);
            return status is { } code ? new HttpResponseMessage(code) : throw new HttpRequestException("refused");
        }
    }

    private sealed class Silent(Action asked) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("It never answers.");
        }
    }
}
