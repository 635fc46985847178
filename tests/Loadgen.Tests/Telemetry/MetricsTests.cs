using System.Diagnostics.Metrics;
using Loadgen.Calls;
using Loadgen.Telemetry;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Telemetry;

public sealed class MetricsTests
{
    [Fact]
    public void Each_measurement_goes_to_its_instrument_with_its_tags()
    {
        using var metrics = new Metrics();
        using var heard = new HeardMetrics(metrics);
        metrics.Sent("f", TimeSpan.FromMilliseconds(1.5));
        metrics.Ended("f", Outcome.HttpError);
        metrics.Held(1);
        metrics.InFlight(2);
        metrics.Pending(-3);
        metrics.Retried();

        Assert.Equal(
            [
                ("loadgen.event.lag", 0.0015, "loadgen.function_id=f"),
                ("loadgen.events", 1, "loadgen.function_id=f loadgen.outcome=http_error"),
                ("loadgen.events.held", 1, ""),
                ("loadgen.calls.in_flight", 2, ""),
                ("loadgen.lines.pending", -3, ""),
                ("loadgen.storage.retries", 1, ""),
            ],
            heard.Measured);
    }

    [Fact]
    public void The_lag_is_in_seconds_and_its_buckets_tell_ten_microseconds_from_ten_seconds()
    {
        using var metrics = new Metrics();
        Histogram<double>? lag = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter == metrics.Meter)
                    lag ??= instrument as Histogram<double>;
            },
        };
        listener.Start();

        Assert.Equal("s", lag!.Unit);
        var bounds = lag.Advice!.HistogramBucketBoundaries!;
        Assert.Equal((0.00001, 10), (bounds[0], bounds[^1]));
        Assert.All(bounds.Zip(bounds.Skip(1)), pair => Assert.InRange(pair.Second / pair.First, 1.9, 2.6));
    }
}
