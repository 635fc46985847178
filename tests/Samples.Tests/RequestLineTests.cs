using System.Text.Json;
using Loadgen.Samples.Logs;
using Loadgen.Samples.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Samples.Tests;

public sealed class RequestLineTests
{
    private const string Payload = """
        {"check":"ping","experiment_id":"e","scenario":"A","run_id":"20260120T125900Z",
         "event_id":"e:2026-01-20T13:00:00Z:api_health_check:01",
         "trace_hour":"2026-01-20T13:00:00Z","dispatch_sent_time_utc":"2026-01-20T13:01:04.300Z"}
        """;

    [Fact]
    public async Task A_request_is_one_line_that_tells_which_call_it_was_and_what_it_took()
    {
        var used = new Queue<ProcessUsage>(
            [new(TimeSpan.FromMilliseconds(1000), 1_000_000), new(TimeSpan.FromMilliseconds(1012.5), 2_097_152)]);
        using var server = SampleServer.Start<HealthCheck>(
            services => services.AddSingleton(SampleServer.Host with { Usage = used.Dequeue }));

        await server.PostAsync(Payload, "00-a7a23fa4d769ef8418200fa47dbc8532-00f067aa0ba902b7-01");

        const string expected = """
            {"message":"sample_request","type":"invocation_metrics","sample":true,
            "function_id":"api_health_check","function_name":"api_health_check",
            "experiment_id":"e","scenario":"A","run_id":"20260120T125900Z","event_id":"e:2026-01-20T13:00:00Z:api_health_check:01",
            "trace_hour":"2026-01-20T13:00:00Z","trace_id":"a7a23fa4d769ef8418200fa47dbc8532",
            "dispatch_sent_time_utc":"2026-01-20T13:01:04.300Z",
            "request_received_time_utc":"2026-01-20T13:01:04.356Z","response_finished_time_utc":"2026-01-20T13:01:04.356Z",
            "queue_delay_ms":56,"end_to_end_latency_ms":56,"wall_ms":0,"cpu_ms":12.5,"max_rss_kb":2048,
            "request_bytes":227,"response_bytes":93,"cold_start":true,"status_code":200,"region":"us-east1","instance":"i1","error":null}
            """;
        Assert.Equal(expected.Replace("\n", "", StringComparison.Ordinal), Assert.Single(server.Lines).ToString());
    }

    [Theory]
    [InlineData(null, "no header")]
    [InlineData("00-zz-00f067aa0ba902b7-01", "another text")]
    public async Task A_request_outside_of_any_trace_has_none(string? header, string reason)
    {
        using var server = SampleServer.Start<HealthCheck>();

        await server.PostAsync("""{"check":"ping"}""", header);

        var line = Assert.Single(server.Lines).ToString();
        Assert.True(line.Contains("\"trace_id\":null", StringComparison.Ordinal), reason);
        Assert.Contains("\"queue_delay_ms\":null,\"end_to_end_latency_ms\":null", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_still_has_its_trace_and_sizes()
    {
        using var server = SampleServer.Start<HealthCheck>();

        await server.PostAsync("not JSON", "00-a7a23fa4d769ef8418200fa47dbc8532-00f067aa0ba902b7-01");

        var line = Assert.Single(server.Lines);
        Assert.Equal(("a7a23fa4d769ef8418200fa47dbc8532", 8L, true), (line.Correlation.TraceId, line.RequestBytes, line.ResponseBytes > 8));
    }

    [Fact]
    public void A_process_that_works_uses_its_processor_and_some_memory()
    {
        var before = ProcessUsage.Read();
        var sum = 0d;
        while (ProcessUsage.Read().Cpu - before.Cpu < TimeSpan.FromMilliseconds(20))
            sum += Math.Sqrt(sum + 1);

        Assert.InRange(before.PeakMemory, 1L << 20, 1L << 40);
    }

    [Fact]
    public void Each_host_has_an_id_of_its_own() =>
        Assert.NotEqual(SampleHost.Create("us-east1").Instance, SampleHost.Create("us-east1").Instance);

    [Fact]
    public async Task Only_a_hosts_first_request_is_a_cold_start_even_where_it_is_refused()
    {
        using var first = SampleServer.Start<HealthCheck>();
        using var second = SampleServer.Start<HealthCheck>();

        await first.PostAsync("not JSON");
        await first.PostAsync(Payload);
        await second.PostAsync(Payload);

        Assert.Equal([true, false], first.Lines.Select(line => line.ColdStart));
        Assert.Equal([true], second.Lines.Select(line => line.ColdStart));
    }

    [Fact]
    public async Task A_line_stays_one_line_whatever_the_payload_holds()
    {
        using var server = SampleServer.Start<HealthCheck>();

        await server.PostAsync("""{"check":"ping","event_id":"a\nb\u2028\"c"}""");

        var line = Assert.Single(server.Lines).ToString();
        Assert.DoesNotContain('\n', line);
        Assert.Equal("a\nb\u2028\"c", JsonElement.Parse(line).GetProperty("event_id").GetString());
    }
}
