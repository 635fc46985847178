using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Tests.Reports;

public sealed class FunctionResultTests
{
    [Fact]
    public void A_function_has_what_was_measured_of_it()
    {
        using var events = new SomeEvents();
        events.Add(
            new("A"),
            hours: 1,
            [
                .. Enumerable.Range(1, 99)
                    .Select(i => new SomeEvent(Latency: i) { Index = i, Region = i < 10 ? "europe-west1" : "us-east1" }),
                new(Latency: 5000) { Index = 100, Outcome = "timeout" },
                new(Latency: null) { Index = 101, Outcome = "skipped_late" },
            ]);

        var result = Assert.Single(events.Report().Functions);

        Assert.Equal((101, 100, 0), (result.Events, result.Sent, result.Shifted));
        Assert.Equal(0.99, result.Success!.Value, 12);
        var latency = Assert.Single(result.Latencies);
        Assert.Equal((LatencyMeasure.RoundTrip, 99L), (latency.Measure, latency.Calls));
        Assert.Equal((50, 89.2), (latency.P50.Value, Math.Round(latency.P90.Value, 9)));
        Assert.Equal((94.1, 98.02), (Math.Round(latency.P95.Value, 9), Math.Round(latency.P99.Value, 9)));
        Assert.True(latency.P50.Interval is { Low: < 50, High: > 50 });
        Assert.Equal(50, result.Phases.FirstByte);
        Assert.Null(result.Phases.Dns);
        Assert.Equal(100, result.RequestBytes);
        Assert.Null(result.ResponseBytes);
        Assert.Equal([new("us-east1", 92), new("europe-west1", 9)], result.Regions);
    }

    [Fact]
    public void The_busiest_function_comes_first_and_of_each_the_baseline()
    {
        using var events = new SomeEvents();
        foreach (var scenario in (string[])["C", "B", "A"])
            events.Add(new(scenario), 1, new SomeEvent("rare"), new SomeEvent("busy"), new SomeEvent("busy") { Index = 2 });

        Assert.Equal(
            ["busy B", "busy A", "busy C", "rare B", "rare A", "rare C"],
            events.Report("B").Functions.Select(result => $"{result.Function} {result.Approach.Label}"));
    }

    [Fact]
    public void Calls_that_were_put_off_have_their_own_block()
    {
        using var events = new SomeEvents();
        SomeEvent home = new() { Region = "us-east1" };
        SomeEvent away = new() { Region = "europe-north2", Source = "scheduled", Latency = null, Deadline = 3, Priority = "2" };
        events
            .Add(new("A"), 1, [.. Enumerable.Range(1, 3).Select(i => home with { Index = i })])
            .Add(new("C"), 1, away with { Delay = 1 }, away with { Index = 2, Delay = 2 }, away with { Index = 3, Delay = 4 })
            .Execute("""
                INSERT INTO intensities VALUES ('us-east1', '2026-01-20 00:00', 400), ('europe-north2', '2026-01-20 01:00', 20),
                    ('europe-north2', '2026-01-20 02:00', 30), ('europe-north2', '2026-01-20 00:00', 999)
                """);

        var report = events.Report();

        var shifted = Assert.Single(report.Shifted);
        Assert.Equal(("C", "f", 3L), (shifted.Approach.Label, shifted.Function, shifted.Calls));
        Assert.Equal((2, 4), (shifted.DelayMedian, shifted.DelayMax));
        Assert.Equal((2, 3), (shifted.InTime, shifted.WithDeadline));
        Assert.Equal((400, 25, 2L), (shifted.IntensityNow, shifted.IntensityThen, shifted.WithIntensity));
        Assert.Equal((3, 2), (report.Functions[1].Shifted, report.Functions[1].HoursShifted));
        Assert.Equal([new("2", 3)], report.Functions[1].Priorities);
        Assert.NotNull(report.Carbon);
    }

    [Fact]
    public void Without_intensities_there_is_no_carbon_and_without_functions_logs_no_correlation()
    {
        using var events = new SomeEvents();
        events.Add(new("A"));

        var report = events.Report();

        Assert.Null(report.Carbon);
        Assert.Null(report.Correlation);
    }
}
