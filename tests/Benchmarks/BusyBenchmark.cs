using System.Globalization;
using System.Text.Json;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Hours;
using Loadgen.Testing.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Benchmarks;

/// <summary>
/// The seconds of an hour in which planner and invoker are paid for, and what a month of such hours costs: the real functions on virtual
/// time, without faults but for a Pub/Sub that starts with a few pushes at a time and slows down at failures.
/// </summary>
internal static class BusyBenchmark
{
    /// <summary>Each with jitters of its own, as in a real experiment.</summary>
    private const int Hours = 40;

    private static readonly Setup[] Setups = [Setup.Before, Setup.Default, new(5), new(3600), new(3600, HoldMax: 60)];

    /// <summary>What a typical call takes, by function: assumed, since the targets are not ours.</summary>
    private static readonly Dictionary<string, TimeSpan> Calls = new(StringComparer.Ordinal)
    {
        [BuiltInWorkload.HealthCheck] = TimeSpan.FromSeconds(0.2),
        [BuiltInWorkload.CryptoKeyGen] = TimeSpan.FromSeconds(5),
        [BuiltInWorkload.ImageConverter] = TimeSpan.FromSeconds(2),
        [BuiltInWorkload.VideoTranscoder] = TimeSpan.FromSeconds(10),
    };

    public static Task RunAsync()
    {
        var calls = Calls.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Value.TotalSeconds} s ({call.Key})"));
        Samples.Title($"Busy seconds of an hour of the default trace, the mean of {Hours}; calls of {string.Join(", ", calls)}");
        var busy = Setups.Select(setup => (Setup: setup, Hour: Mean(setup))).ToList();
        Console.WriteLine($"| {Setup.Names} | planner | invoker, shared | invoker, one event each | most at once "
            + "| the job | pushes | nacked | writes | reads | lag at p99, ms | latest call, ms |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (setup, hour) in busy)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {setup} | {hour.Planner:F1} | {hour.Shared:F1} | {hour.OneEach:F1} | {hour.AtOnce:F1} | {hour.Job:F1} ")
                + string.Create(CultureInfo.InvariantCulture,
                $"| {hour.Pushes:F1} | {hour.Nacked:F1} | {hour.Writes:F1} | {hour.Reads:F1} ")
                + string.Create(CultureInfo.InvariantCulture, $"| {new Samples(hour.Lags).P99:F1} | {hour.Lags.Max():F1} |"));
        }

        CostTable.Print(busy);
        return Task.CompletedTask;
    }

    private static BusyHour Mean(Setup setup)
    {
        var hours = Enumerable.Range(1, Hours).Select(seed => Measure(setup, seed)).ToList();
        return new(
            hours.Average(hour => hour.Planner),
            hours.Average(hour => hour.Shared),
            hours.Average(hour => hour.OneEach),
            hours.Average(hour => hour.AtOnce),
            hours.Average(hour => hour.Job),
            hours.Average(hour => hour.Pushes),
            hours.Average(hour => hour.Nacked),
            hours.Average(hour => hour.Writes),
            hours.Average(hour => hour.Reads),
            [.. hours.SelectMany(hour => hour.Lags)]);
    }

    private static BusyHour Measure(Setup setup, int seed)
    {
        var faults = FaultProfile.None with { SlowStart = true, CallDurations = Calls };
        var report = SimulatedHour.Run(new HourSettings(seed, faults, Variables(setup, seed), SomeWorkload.BuiltIn));
        if (!report.Passed)
            throw new InvalidOperationException(string.Join("; ", report.Problems));

        var invocations = report.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .Where(line => line.TryGetProperty("outcome", out _))
            .ToList();
        var hour = invocations[0].GetProperty("trace_hour").GetDateTimeOffset();
        var pushes = report.Pushes.Where(push => push.Function == "invoker").ToList();
        return new(
            BusyHour.OfOneEach(report.Pushes.Where(push => push.Function == "planner")),
            BusyHour.OfShared(pushes),
            BusyHour.OfOneEach(pushes),
            pushes.Max(push => pushes.Count(other => other.From <= push.From && push.From < other.To)),
            invocations.Max(line => (line.GetProperty("sent_time_utc").GetDateTimeOffset() - hour).TotalSeconds
                + (line.GetProperty("end_to_end_latency_ms").GetDouble() / 1000)),
            report.Pushes.Count,
            report.Pushes.Count(push => push.Status != 200),
            report.StoreRequests.GetValueOrDefault("write") + report.StoreRequests.GetValueOrDefault("compose"),
            report.StoreRequests.GetValueOrDefault("read"),
            [.. invocations.Select(line => line.GetProperty("start_lag_ms").GetDouble())]);
    }

    private static Dictionary<string, string> Variables(Setup setup, int seed) => new(StringComparer.Ordinal)
    {
        ["EXPERIMENT_ID"] = string.Create(CultureInfo.InvariantCulture, $"costs-{seed}"),
        ["SCENARIO"] = "A",
        ["FIXED_REGION"] = "us-east1",
        ["FUNCTION_URLS_JSON"] = JsonSerializer.Serialize(SomeWorkload.BuiltIn.Functions.ToDictionary(
            function => function.Id, _ => new Dictionary<string, string> { ["us-east1"] = "https://target.test/" })),
        ["IMAGE_GCS_URI"] = "gs://inputs/image.png",
        ["VIDEO_GCS_URI"] = "gs://inputs/video.mp4",
        ["LOG_GCS_BUCKET"] = "logs",
        // The one that a simulated hour has.
        ["EVENTS_TOPIC"] = "projects/simulated/topics/events",
        ["LEAD_S"] = setup.Lead.ToString(CultureInfo.InvariantCulture),
        ["WARM_UP_S"] = setup.WarmUp.ToString(CultureInfo.InvariantCulture),
        ["HOLD_MAX_S"] = setup.HoldMax.ToString(CultureInfo.InvariantCulture),
    };
}
