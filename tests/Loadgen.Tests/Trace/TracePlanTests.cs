using Loadgen.Clocks;
using Loadgen.Trace;

namespace Loadgen.Tests.Trace;

public sealed class TracePlanTests
{
    private static readonly TraceHour Hour = TraceHour.Containing(new(2026, 1, 20, 13, 37, 1, TimeSpan.Zero));

    [Theory]
    [InlineData(0, "api_health_check:01", "2026-01-20T13:00:04.501Z")]
    [InlineData(1, "crypto_key_gen:01", "2026-01-20T13:01:04.356Z")]
    [InlineData(2, "image_format_converter:01", "2026-01-20T13:04:03.002Z")]
    [InlineData(3, "video_transcoder:01", "2026-01-20T13:08:14.882Z")]
    public void The_worked_examples_come_out_to_the_millisecond(int position, string name, string scheduled)
    {
        var plan = TracePlan.Expand(TraceFunction.DefaultMix, "experiment-2026-01-15", Hour, jitterSeconds: 15);

        Assert.Equal(4, plan.Count);
        Assert.Equal($"experiment-2026-01-15:2026-01-20T13:00:00Z:{name}", plan[position].EventId);
        Assert.Equal(scheduled, Instant.ToMilliseconds(plan[position].ScheduledTime));
    }
}
