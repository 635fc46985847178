using System.Text.Json;
using Loadgen.Samples.Tests.Hosting;

namespace Loadgen.Samples.Tests;

public sealed class RequestLineTests
{
    private const string Payload = """
        {"check":"ping","experiment_id":"e","scenario":"A","event_id":"e:2026-01-20T13:00:00Z:api_health_check:01",
         "trace_hour":"2026-01-20T13:00:00Z","dispatch_sent_time_utc":"2026-01-20T13:00:04.501Z"}
        """;

    [Fact]
    public async Task A_request_is_one_line_with_the_payloads_correlation_members()
    {
        using var server = SampleServer.Start<HealthCheck>();

        await server.PostAsync(Payload);

        const string expected = """
            {"message":"sample_request","sample":true,"function_id":"api_health_check",
            "experiment_id":"e","scenario":"A","event_id":"e:2026-01-20T13:00:00Z:api_health_check:01","trace_hour":"2026-01-20T13:00:00Z",
            "dispatch_sent_time_utc":"2026-01-20T13:00:04.501Z",
            "received_time_utc":"2026-01-20T13:01:04.356Z","finished_time_utc":"2026-01-20T13:01:04.356Z","duration_ms":0,
            "status":200,"cold_start":true,"error":null}
            """;
        Assert.Equal(expected.Replace("\n", "", StringComparison.Ordinal), Assert.Single(server.Lines).ToString());
    }

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
