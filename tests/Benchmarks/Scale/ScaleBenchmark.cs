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
    private static readonly Dictionary<string, Func<ScaleOptions, CancellationToken, IAsyncEnumerable<ScaleRow>>> Groups =
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
            ["trace"] = TraceRows.MeasureAsync,
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
            using var output = new ScaleOutput(options.IsJson);
            foreach (var group in options.Rows)
            {
                await foreach (var row in Groups[group](options, stop.Token))
                    output.Add(row);
            }

            return 0;
        }
        // Ctrl-C reaches the other processes, too: who talks to one may notice its end first.
        catch (Exception e) when (stop.IsCancellationRequested && (e is OperationCanceledException || IsExpected(e)))
        {
            return 130;
        }
        catch (Exception e) when (IsExpected(e))
        {
            Say(e.Message);
            return 2;
        }

        static bool IsExpected(Exception e) => e is ScaleException or LocalCloudException or HttpRequestException or TimeoutException;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
