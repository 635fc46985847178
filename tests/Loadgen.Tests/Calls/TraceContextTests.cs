using Loadgen.Calls;
using Loadgen.Configuration;

namespace Loadgen.Tests.Calls;

public class TraceContextTests
{
    private const string EventId = "experiment-2026-01-15:2026-01-20T13:00:00Z:api_health_check:01";

    // printf '%s' 'A:20260120T130002Z:experiment-2026-01-15:2026-01-20T13:00:00Z:api_health_check:01' | sha256sum
    [Fact]
    public void The_trace_is_the_hash_of_scenario_run_and_event()
    {
        var context = TraceContext.Of(Scenario.A, "20260120T130002Z", EventId);

        Assert.Equal("eb37a3804a00736f367a0aedad28d554", context.TraceId);
        Assert.Equal("a8d129f1d33721cf", context.SpanId);
        Assert.Equal("00-eb37a3804a00736f367a0aedad28d554-a8d129f1d33721cf-01", context.ToTraceParent());
    }

    [Fact]
    public void The_same_event_has_another_trace_in_another_scenario_and_in_another_run()
    {
        TraceContext[] contexts =
        [
            TraceContext.Of(Scenario.A, "20260120T130002Z", EventId),
            TraceContext.Of(Scenario.B, "20260120T130002Z", EventId),
            TraceContext.Of(Scenario.A, "20260120T130002Z-2", EventId),
        ];

        Assert.Distinct(contexts);
    }
}
