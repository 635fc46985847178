using System.Diagnostics;
using System.Globalization;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Telemetry;
using Loadgen.Testing.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Cloud.Tests.Telemetry;

[Collection(TelemetryHost.OneAtATime)]
public sealed class OtlpExportTests
{
    [Fact]
    public async Task What_a_request_recorded_has_arrived_when_its_answer_goes_out()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await TelemetryHost.StartAsync(receiver.Endpoint);
        var trace = TraceContext.Of(Scenario.A, "run", "event");

        await host.AnswerAsync(() =>
        {
            using var root = host.Spans.StartRoot("publish", ActivityKind.Producer, trace);
            using var child = host.Spans.Start("call", ActivityKind.Client, root.Context);
            child.Set("loadgen.outcome", "http_error");
            child.Fail("503");
        });

        Assert.Equal(["call", "publish"], receiver.Spans.Select(span => span.Name));
        var (call, publish) = (receiver.Spans[0], receiver.Spans[1]);
        Assert.Equal((trace.TraceId, trace.SpanId, "", "PRODUCER"), (publish.TraceId, publish.SpanId, publish.ParentSpanId, publish.Kind));
        Assert.Equal((trace.TraceId, trace.SpanId, "CLIENT"), (call.TraceId, call.ParentSpanId, call.Kind));
        Assert.Equal(("http_error", "503", true), (call.Attributes["loadgen.outcome"], call.Attributes["error.type"], call.IsError));
        Assert.Equal(("Loadgen", false), (publish.Scope, publish.IsError));
    }

    [Fact]
    public async Task Metrics_arrive_with_the_last_request_at_work()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await TelemetryHost.StartAsync(receiver.Endpoint);

        await using (host.Flush!.Work())
        {
            await host.AnswerAsync(() => host.Metrics.Sent("f", TimeSpan.FromMicroseconds(15)));
            Assert.Empty(receiver.Metrics);
            host.Metrics.Sent("f", TimeSpan.FromSeconds(11));
            host.Metrics.Ended("f", Outcome.Ok);
            host.Metrics.Held(3);
        }

        var lag = Assert.Single(receiver.Metrics, metric => metric.Name == "loadgen.event.lag");
        Assert.Equal(("s", (ulong?)2, "f"), (lag.Unit, lag.Count, lag.Attributes["loadgen.function_id"]));
        Assert.Equal((0.000_01, 10.0, 20), (lag.Bounds[0], lag.Bounds[^1], lag.Buckets.Count));
        Assert.Equal((1ul, 1ul), (lag.Buckets[1], lag.Buckets[^1]));
        var events = Assert.Single(receiver.Metrics, metric => metric.Name == "loadgen.events");
        Assert.Equal((1.0, "ok"), (events.Value, events.Attributes["loadgen.outcome"]));
        Assert.Equal(3.0, Assert.Single(receiver.Metrics, metric => metric.Name == "loadgen.events.held").Value);
    }

    [Fact]
    public async Task What_is_left_is_sent_when_the_host_ends()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var host = await TelemetryHost.StartAsync(receiver.Endpoint);
        host.Record();

        await host.DisposeAsync();

        Assert.Single(receiver.Spans);
        Assert.Contains(receiver.Metrics, metric => metric.Name == "loadgen.event.lag");
    }

    public static TheoryData<string[], string, string?, string> Names => new()
    {
        { [], "loadgen-test", null, "what it is" },
        { ["K_SERVICE=deployed"], "deployed", null, "what it is deployed as" },
        { ["K_SERVICE=deployed", "OTEL_SERVICE_NAME=named"], "named", null, "what somebody calls it" },
        { ["OTEL_RESOURCE_ATTRIBUTES=service.name=listed,cloud.region=r2", "LOADGEN_REGION=r1"], "listed", "r2", "the same in the list" },
        { ["LOADGEN_REGION=r1"], "loadgen-test", "r1", "where it runs" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Spans_and_metrics_say_who_sent_them(string[] variables, string service, string? region, string reason)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await TelemetryHost.StartAsync(receiver.Endpoint, variables);

        await host.AnswerAsync(host.Record);

        var resource = Assert.Single(receiver.Spans).Resource;
        Assert.Equal((service, region, reason), (resource["service.name"], resource.GetValueOrDefault("cloud.region"), reason));
        Assert.Equal(("0.9.0", "exp", "B"), (resource["service.version"], resource["loadgen.experiment_id"], resource["loadgen.scenario"]));
        // Sums of two instances must not be taken for one's.
        Assert.NotEmpty((string)resource["service.instance.id"]!);
        Assert.Equal(resource, receiver.Metrics[0].Resource);
    }

    [Fact]
    public async Task Hosts_in_one_process_send_their_own_alone()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var one = await TelemetryHost.StartAsync(receiver.Endpoint, "K_SERVICE=one");
        await using var two = await TelemetryHost.StartAsync(receiver.Endpoint, "K_SERVICE=two");

        await one.AnswerAsync(one.Record);
        await one.AnswerAsync(one.Record);
        await two.AnswerAsync(two.Record);

        Assert.Equal(["one", "one", "two"], receiver.Spans.Select(span => span.Service));
        var lags = receiver.Metrics.Where(metric => metric.Name == "loadgen.event.lag").Select(metric => (metric.Service, metric.Count));
        Assert.Equal([("one", 1ul), ("one", 2ul), ("two", 1ul)], lags);
    }

    [Theory]
    [InlineData("", 3, 3, "the trace of a parent that is not sampled is none of somebody else's")]
    [InlineData("OTEL_TRACES_SAMPLER=always_off", 0, 0, "nothing is kept")]
    [InlineData("OTEL_TRACES_SAMPLER=traceidratio;OTEL_TRACES_SAMPLER_ARG=0", 0, 0, "no trace is kept")]
    [InlineData("OTEL_TRACES_SAMPLER=traceidratio;OTEL_TRACES_SAMPLER_ARG=0.5", 1, 2, "the trace's ID decides, the same everywhere")]
    public async Task The_sampler_decides_and_by_default_keeps_everything(string variables, int few, int many, string reason)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var one = await TelemetryHost.StartAsync(receiver.Endpoint, ["K_SERVICE=one", .. variables.Split(';')]);
        await using var two = await TelemetryHost.StartAsync(receiver.Endpoint, ["K_SERVICE=two", .. variables.Split(';')]);
        string[] ids = ["0123456789abcdef0123456789abcdef", "3123456789abcdef0123456789abcdef", "f123456789abcdef0123456789abcdef"];

        foreach (var host in new[] { one, two })
        {
            await host.AnswerAsync(() =>
            {
                foreach (var id in ids)
                    host.Spans.Start("serve", ActivityKind.Server, Spans.ParentOf($"00-{id}-0123456789abcdef-00")).Dispose();
            });
        }

        var kept = receiver.Spans.ToLookup(span => span.Service, span => span.TraceId);
        Assert.True(kept["one"].Count() >= few && kept["one"].Count() <= many, reason);
        Assert.Equal(kept["one"], kept["two"]);
    }

    [Fact]
    public async Task Headers_go_with_each_request()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await TelemetryHost.StartAsync(
            receiver.Endpoint, "OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20secret,x-more=2");

        await host.AnswerAsync(host.Record);

        Assert.Equal(["/v1/metrics", "/v1/traces"], receiver.Requests.Select(request => request.Path).Order(StringComparer.Ordinal));
        Assert.All(
            receiver.Requests,
            request => Assert.Equal(("Bearer secret", "2"), (request.Headers["Authorization"], request.Headers["x-more"])));
    }

    [Fact]
    public async Task A_receiver_that_is_slow_delays_an_answer_only_so_long_and_is_told_of_once()
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = await OtlpReceiver.StartAsync(_ => answers.Task);
        await using var host = await TelemetryHost.StartAsync(receiver.Endpoint, TimeSpan.FromSeconds(1));

        await Task.WhenAll(host.AnswerAsync(host.Record), host.AnswerAsync(host.Record));

        Assert.Contains("not sent within 1 s", Assert.Single(host.Warnings), StringComparison.Ordinal);
        answers.SetResult();
    }

    [Theory]
    [InlineData(false, "it refuses what it is sent")]
    [InlineData(true, "nobody is there")]
    public async Task A_receiver_that_takes_nothing_is_told_of_once(bool isAway, string reason)
    {
        var receiver = await OtlpReceiver.StartAsync(http =>
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
        var endpoint = receiver.Endpoint;
        if (isAway)
            await receiver.DisposeAsync();
        await using var host = await TelemetryHost.StartAsync(endpoint);

        for (var request = 0; request < 3; request++)
            await host.AnswerAsync(host.Record);

        var warning = Assert.Single(host.Warnings);
        Assert.True(warning.Contains(endpoint, StringComparison.Ordinal), $"{reason}: {warning}");
        Assert.DoesNotContain("   at ", warning, StringComparison.Ordinal);
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Spans_that_are_too_many_to_wait_are_told_of_when_the_host_ends()
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = await OtlpReceiver.StartAsync(_ => answers.Task);
        var host = await TelemetryHost.StartAsync(receiver.Endpoint);
        const int tooMany = 20_000;
        for (var span = 0; span < tooMany; span++)
            host.Record();

        answers.SetResult();
        await host.DisposeAsync();

        var lost = tooMany - receiver.Spans.Count;
        Assert.InRange(lost, 1, tooMany - 1);
        var told = Assert.Single(host.Warnings, line => line.StartsWith("Spans or metrics are late or lost", StringComparison.Ordinal));
        Assert.Contains(lost.ToString(CultureInfo.InvariantCulture), told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OTEL_SDK_DISABLED=true")]
    [InlineData("OTEL_TRACES_EXPORTER=none;OTEL_METRICS_EXPORTER=none")]
    public async Task Where_nothing_is_sent_nobody_listens_and_no_answer_waits(string variables)
    {
        await using var host = await TelemetryHost.StartAsync(
            variables.Length == 0 ? null : "http://127.0.0.1:1", variables.Split(';'));

        Assert.Null(host.Flush);
        Assert.False(host.Spans.AreOn);
    }
}
