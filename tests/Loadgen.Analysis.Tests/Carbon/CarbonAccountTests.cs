using Loadgen.Analysis.Carbon;
using Loadgen.Analysis.Events;
using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Tests.Carbon;

public sealed class CarbonAccountTests : IDisposable
{
    // Whole numbers: 2 vCPU × (1 + 0.5 × 2) + 1 GiB × 1 = 5 W; PUE 1.2, so that a second takes 5 × 1.2 / 3.6e6 kWh.
    private static readonly EnergyModel Model = new()
    {
        VcpuIdle = 1,
        VcpuLoad = 2,
        Memory = 1,
        Network = 0.5,
        Pue = 1.2,
        DefaultSize = new(Vcpus: 2, Gib: 1, Utilisation: 0.5),
    };

    private const double Second = 6 / 3.6e6;

    private readonly EventDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Energy_and_emissions_are_those_of_the_formula()
    {
        // A: two hours of north at 30 and 60 g/kWh. 3,600 s and 1 GB: 5 W × 1 h × 1.2 / 1000 + 1 × 0.5 = 0.506 kWh, × 30 = 15.18 g.
        // 7,200 s, no bytes: 0.012 kWh, × 60 = 0.72 g.
        Intensities(("north", 13, 30), ("north", 14, 60));
        Event("A", 13, milliseconds: 3_600_000, requestBytes: 600_000_000, responseBytes: 400_000_000);
        Event("A", 14, milliseconds: 7_200_000);

        var result = Account(("A", null));

        Assert.Equal(["A  2", "A crypto 2"], result.Totals.Select(total => $"{total.Approach} {total.Function} {total.Counted}"));
        Assert.All(result.Totals, total =>
        {
            Assert.Equal(0.518, total.Energy, 9);
            Assert.Equal(15.9, total.Emissions, 9);
            Assert.Equal(45, total.Intensity!.Value, 9);
            // 15.9 g in two hours: 7.95 g × 8,760 = 69,642 g.
            Assert.Equal(69.642, total.EmissionsPerYear!.Value, 9);
        });
        Assert.Empty(result.Ratios);
    }

    [Theory]
    [InlineData("", 30, 1, "round trip, region and hour of sending")]
    [InlineData(
        "execution_ms = 500, execution_start_utc = '2026-01-20 14:59:59', execution_region = 'south'", 90, 0.5, "the function's log")]
    [InlineData("execution_start_utc = '2026-01-20 14:00:00'", 60, 1, "its hour alone")]
    [InlineData("time_shifted = true, target_utc = '2026-01-20 14:30:00', end_to_end_source = 'dispatcher_response'", 60, 1, "put off")]
    [InlineData(
        "time_shifted = true, target_utc = '2026-01-20 14:30:00', execution_start_utc = '2026-01-20 13:10:00'", 30, 1, "and run before")]
    public void A_call_counts_where_and_when_it_ran(string change, double intensity, double seconds, string reason)
    {
        Intensities(("north", 13, 30), ("north", 14, 60), ("south", 14, 90));
        Event("A", 13);
        Change(change);

        var total = Account(("A", null)).Totals[0];

        Assert.True(total.Counted == 1 && Math.Abs(total.Emissions - (seconds * Second * intensity)) < 1e-12, $"{reason}: {total}");
    }

    [Theory]
    [InlineData("end_to_end_ms = NULL", "A: 1 call is not counted, since the duration is not known.", "no duration")]
    [InlineData("end_to_end_source = 'scheduled'", "since the duration is not known.", "a latency of something else")]
    [InlineData("end_to_end_ms = -1", "since the duration is not known.", "a duration below 0")]
    [InlineData("region = NULL", "A: 1 call is not counted, since the region is not known.", "no region")]
    [InlineData("sent_utc = NULL", "since the hour in which they ran is not known.", "no time")]
    [InlineData("time_shifted = true", "since the hour in which they ran is not known.", "put off, nobody knows until when")]
    [InlineData("region = 'west'", "since no intensity is given: west at 2026-01-20 13:00Z.", "another region")]
    public void What_is_not_known_is_not_counted_and_said(string change, string expected, string reason)
    {
        Intensities(("north", 13, 30));
        Event("A", 13);
        Change(change);

        var result = Account(("A", null));

        Assert.Equal((1, 0, 0, 0), (result.Totals[0].Calls, result.Totals[0].Counted, result.Totals[0].Energy, result.Totals[0].Emissions));
        Assert.Null(result.Totals[0].Intensity);
        Assert.Null(result.Totals[0].EmissionsPerYear);
        Assert.True(
            result.Assumptions.Any(sentence => sentence.Contains(expected, StringComparison.Ordinal)),
            $"{reason}: {string.Join('\n', result.Assumptions)}");
    }

    [Theory]
    [InlineData("outcome = 'http_error'", "a call that failed")]
    [InlineData("clock_speed = 60", "a clock that does not measure")]
    public void Others_are_no_calls(string change, string reason)
    {
        Intensities(("north", 13, 30));
        Event("A", 13);
        Change(change);

        Assert.True(Account(("A", null)).Totals.Count == 0, reason);
    }

    [Fact]
    public void Ratios_are_of_pairs_that_count_on_both_sides()
    {
        // Eight hours; B takes half as long, where carbon is a third: Powerup 2, Greenup 6. An hour of A and one of B have no partner.
        Intensities([.. Enumerable.Range(0, 10).SelectMany(hour => new[] { ("north", hour, 30.0), ("south", hour, 10.0) })]);
        for (var hour = 0; hour < 8; hour++)
        {
            Event("A", hour, milliseconds: 1000 + hour);
            Event("B", hour, milliseconds: (1000 + hour) / 2.0, region: "south");
        }

        Event("A", 8, milliseconds: 77_000);
        Event("B", 9, milliseconds: 88_000, region: "south");

        var result = Account(("A", null), ("B", "A"));

        Assert.Equal([null, "crypto"], result.Ratios.Select(ratio => ratio.Function));
        Assert.All(result.Ratios, ratio =>
        {
            Assert.Equal(("B", "A", 8, 8), (ratio.Approach, ratio.Baseline, ratio.Pairs, ratio.Hours));
            Assert.Equal(2, ratio.Powerup!.Value, 9);
            Assert.Equal(6, ratio.Greenup!.Value, 9);
            Assert.Equal(6, ratio.Greenup.Interval!.Low, 9);
            Assert.Equal(6, ratio.Greenup.Interval.High, 9);
        });
    }

    [Fact]
    public void Durations_that_are_not_the_same_measure_are_never_held_against_each_other()
    {
        Intensities(("north", 13, 30), ("north", 14, 30));
        Event("A", 13);
        Event("C", 13);
        Event("A", 14);
        Event("C", 14);
        Change("end_to_end_source = 'dispatcher_response' WHERE scenario = 'C' AND trace_hour_utc = '2026-01-20 14:00:00'");

        var result = Account(("A", null), ("C", "A"));

        Assert.All(result.Ratios, ratio => Assert.Equal(1, ratio.Pairs));
        Assert.Contains(
            "C and A: 1 call of each are not compared, since their durations are not the same measure.", result.Assumptions);
    }

    [Fact]
    public void What_was_assumed_is_written_out()
    {
        Intensities(("north", 13, 30));
        Event("A", 13);
        var given = Model with
        {
            RegionPue = new Dictionary<string, double>(StringComparer.Ordinal) { ["north"] = 1.08 },
            Sizes = new Dictionary<string, FunctionSize>(StringComparer.Ordinal) { ["crypto"] = new(4, 2, 1, 0.25, 0.5) },
        };

        Assert.Equal(
            [
                "The power of a function is vCPU × (1 + utilisation × 2) W + GiB × 1 W + GPU × (8 + utilisation × 64) W.",
                "A GB in or out takes 0.5 kWh.",
                "PUE is 1.2, north 1.08.",
                "crypto: 4 vCPU at 25%, 2 GiB, 1 GPU at 50%, as given.",
                "A: for 1 call without a log of the function the duration is the round trip, network included.",
                "A year is 8,760 hours like the mean of those that have a run, the calls that are counted alone.",
            ],
            Account(given, ("A", null)).Assumptions);
    }

    private CarbonResult Account(params (string Approach, string? Baseline)[] comparisons) => Account(Model, comparisons);

    private CarbonResult Account(EnergyModel model, params (string Approach, string? Baseline)[] comparisons)
    {
        RunChoice.Choose(_database, []);
        return CarbonAccount.Of(_database, comparisons, model, seed: 1);
    }

    private void Intensities(params (string Region, int Hour, double Grams)[] hours)
    {
        foreach (var (region, hour, grams) in hours)
            _database.Execute("INSERT INTO intensities VALUES ($1, $2, $3)", region, At(hour), grams);
    }

    private void Event(
        string scenario,
        int hour,
        double milliseconds = 1000,
        string region = "north",
        long? requestBytes = null,
        long? responseBytes = null)
    {
        _database.Execute(
            """
            INSERT INTO runs (experiment_id, scenario, trace_hour_utc, run_id, is_complete, is_original, log)
            VALUES ('e', $1, $2, 'r', true, false, 'l')
            """,
            scenario,
            At(hour));
        _database.Execute(
            """
            INSERT INTO events (
                experiment_id, scenario, trace_hour_utc, run_id, event_id, function_id, invocation_index, sent_utc, outcome,
                end_to_end_ms, end_to_end_source, region, request_bytes, response_bytes, log, copies)
            VALUES ('e', $1, $2, 'r', 'i', 'crypto', 1, $2 + INTERVAL 10 MINUTE, 'ok', $3, 'direct_invoke', $4, $5, $6, 'l', 1)
            """,
            scenario,
            At(hour),
            milliseconds,
            region,
            requestBytes,
            responseBytes);
    }

    private void Change(string change)
    {
        if (change.Length > 0)
            _database.Execute($"UPDATE events SET {change}");
    }

    private static DateTime At(int hour) => new(2026, 1, 20, hour, 0, 0, DateTimeKind.Utc);
}
