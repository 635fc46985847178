using System.Runtime.InteropServices;
using Loadgen.Benchmarks.Scale.Hours;
using Loadgen.Benchmarks.Scale.Load;
using Loadgen.Benchmarks.Scale.Starts;
using Loadgen.Cli.Local;

namespace Loadgen.Benchmarks.Scale;

/// <summary>From one event a second to a thousand: what start lag, processor time, memory and storage requests become.</summary>
internal static class ScaleBenchmark
{
    public const string Command = "scale";

    /// <summary>The groups of rows, and who measures them.</summary>
    private static readonly Dictionary<string, Func<ScaleOptions, CancellationToken, Task<IReadOnlyList<ScaleRow>>>> Groups =
        new(StringComparer.Ordinal)
        {
            ["load"] = LoadRows.AtUsualRateAsync,
            ["burst"] = LoadRows.AtHighRateAsync,
            ["long"] = LoadRows.OfManyEventsAsync,
            ["hour"] = HourRows.OfSimulationAsync,
            ["plan"] = HourRows.OfPlanAsync,
            ["start"] = StartRows.MeasureAsync,
            ["publish"] = PublishRows.MeasureAsync,
            ["verify"] = HourRows.OfVerifyAsync,
        };

    /// <summary>Tells who waits what is being done.</summary>
    public static void Say(string message) => Console.Error.WriteLine($"scale: {message}");

    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            if (!OperatingSystem.IsLinux())
                throw new ScaleException("found another system than Linux; allowed: Linux, whose /proc says what a process takes");
            var options = ScaleOptions.Of(arguments, [.. Groups.Keys]);
            var rows = new List<ScaleRow>();
            foreach (var group in options.Rows)
                rows.AddRange(await Groups[group](options, stop.Token));
            ScaleRow.Print(rows, options.IsJson);
            return 0;
        }
        catch (Exception e) when (e is ScaleException or LocalCloudException or HttpRequestException or TimeoutException)
        {
            Say(e.Message);
            return 2;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 130;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
