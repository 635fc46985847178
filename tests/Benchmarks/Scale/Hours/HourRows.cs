using System.Runtime.CompilerServices;

namespace Loadgen.Benchmarks.Scale.Hours;

/// <summary>The rows of what is done with 1,000,000 events at once.</summary>
internal static class HourRows
{
    public static async IAsyncEnumerable<ScaleRow> OfPlanAsync(
        ScaleOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ScaleBenchmark.Say("planning 1,000,000 events …");
        var plan = await MeasureAsync(HourTask.Plan, Path.GetTempPath(), cancellationToken);
        var ids = await MeasureAsync(HourTask.Ids, Path.GetTempPath(), cancellationToken);
        foreach (var row in Rows("plan_1000000", plan, new(10, 300), ids, "making as many event IDs and sorting them"))
            yield return row;
    }

    public static async IAsyncEnumerable<ScaleRow> OfVerifyAsync(
        ScaleOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("loadgen-verify-");
        try
        {
            ScaleBenchmark.Say("writing a log of 1,000,000 lines …");
            await MillionLines.WriteAsync(folder.FullName);
            ScaleBenchmark.Say("verifying it …");
            // Once uncounted, so that both find the file in memory.
            await MeasureAsync(HourTask.Lines, folder.FullName, cancellationToken);
            var verify = await MeasureAsync(HourTask.Verify, folder.FullName, cancellationToken);
            var lines = await MeasureAsync(HourTask.Lines, folder.FullName, cancellationToken);
            foreach (var row in Rows("verify_1000000", verify, new(20, 400), lines, "reading the lines alone"))
                yield return row;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static async IAsyncEnumerable<ScaleRow> OfSimulationAsync(
        ScaleOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string name = "simulated_hour_1000000";
        const string note = "an hour of a tenth of the events";
        ScaleBenchmark.Say("simulating an hour of 100,000 events, with faults …");
        var tenth = await MeasureAsync(HourTask.SimulateTenth, Path.GetTempPath(), cancellationToken);
        ScaleBenchmark.Say("simulating an hour of 1,000,000 events …");
        var hour = await MeasureAsync(HourTask.Simulate, Path.GetTempPath(), cancellationToken);
        yield return new($"{name}_broken_promises", hour.Problems, 0, tenth.Problems, note);
        yield return new($"{name}_s", hour.Seconds, Goal: null, tenth.Seconds, note);
        yield return new($"{name}_mb", hour.Megabytes, 10 * tenth.Megabytes, tenth.Megabytes, note);
    }

    private static ScaleRow[] Rows(string name, Took value, Took goal, Took baseline, string note) =>
    [
        new($"{name}_s", value.Seconds, goal.Seconds, baseline.Seconds, note),
        new($"{name}_mb", value.Megabytes, goal.Megabytes, baseline.Megabytes, note),
    ];

    private static async Task<Took> MeasureAsync(string task, string folder, CancellationToken cancellationToken)
    {
        var figures = await Child.StartAsync(task, new Uri(folder), cancellationToken);
        return new(figures[0], figures[1], figures[2]);
    }

    private sealed record Took(double Seconds, double Megabytes, double Problems = 0);
}
