using System.Diagnostics;
using System.Globalization;
using System.Text;
using Loadgen.Benchmarks.Scale;
using Loadgen.Benchmarks.Scale.Hours;
using Loadgen.Benchmarks.Scale.Tracing;
using Loadgen.Calls;
using Loadgen.Calls.Http;
using Loadgen.Cloud.Clocks;
using Loadgen.Configuration;
using Loadgen.Testing.Processes;

namespace Loadgen.Benchmarks;

/// <summary>What is measured in a fresh process of its own, which prints its figures on one line.</summary>
internal static class Child
{
    public const string Command = "child";

    public const string Cold = "cold";
    public const string Prepared = "prepared";
    public const string Warm = "warm";
    public const string Waits = "waits";
    public const string Calls = "calls";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"check":"ping"}""");

    private static readonly TraceContext Trace = TraceContext.Of(Scenario.A, "20260120T125900Z", "benchmark:01");

    public static HttpEventCaller Caller() =>
        new(new HttpCallSettings(TimeSpan.FromSeconds(120), VerifyTls: false, AuthMode.Bearer), TimeProvider.System, idTokens: null);

    public static Task<CallResult> CallAsync(this HttpEventCaller caller, Uri url) =>
        caller.CallAsync(new CallTarget(url, CallCredentials.None), Body, Trace, CancellationToken.None);

    public static async Task<int> RunAsync(string task, Uri url)
    {
        double[] figures = task switch
        {
            Waits => await HeldAsync(HoldWaits),
            Calls => await HeldAsync(() => HoldCallsAsync(url)),
            _ when ImportBenchmark.Tasks.Contains(task) => ImportBenchmark.Measure(task, url.LocalPath),
            _ when ReportBenchmark.Tasks.Contains(task) => ReportBenchmark.Measure(task, url.LocalPath),
            _ when HourTask.Names.Contains(task) => HourTask.Measure(task, url.LocalPath),
            TelemetryTask.Name => TelemetryTask.Measure(),
            _ => [await FirstCallAsync(task, url)],
        };
        Console.WriteLine(string.Join(' ', figures.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture))));
        return 0;
    }

    /// <summary>Starts this program again for one task, and reads the figures.</summary>
    public static async Task<double[]> StartAsync(string task, Uri url, CancellationToken cancellationToken = default)
    {
        var program = new ChildProgram(Environment.ProcessPath!, Command, task, url.AbsoluteUri);
        var result = await ChildProcess.RunAsync(program, cancellationToken: cancellationToken);
        if (result.ExitCode != 0)
            throw new ScaleException($"{task} failed:\n{result.Error}");
        // The last line: what is measured may have words of its own.
        var figures = result.Output.TrimEnd().Split('\n')[^1].Split(' ', StringSplitOptions.TrimEntries);
        return [.. figures.Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
    }

    private static async Task<double> FirstCallAsync(string task, Uri url)
    {
        var caller = Caller();
        if (!string.Equals(task, Cold, StringComparison.Ordinal))
            await caller.PrepareAsync(new CallTarget(url, CallCredentials.None), CancellationToken.None);
        for (var earlier = 0; earlier < 20 && string.Equals(task, Warm, StringComparison.Ordinal); earlier++)
            await caller.CallAsync(url);

        var result = await caller.CallAsync(url);
        return result.Outcome == Outcome.Ok ? result.Latency.TotalMilliseconds : throw new InvalidOperationException(result.Error);
    }

    /// <summary>Managed bytes, bytes of the whole process and threads, more than before.</summary>
    private static async Task<double[]> HeldAsync(Func<Task<object>> hold)
    {
        await hold(); // Once for the code and the pools; kept, so that nothing is collected the second time.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var (managed, process, threads) = Footprint();
        var held = await hold();
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        var after = Footprint();
        GC.KeepAlive(held);
        return [after.Managed - managed, after.Process - process, after.Threads - threads];

        static (long Managed, long Process, int Threads) Footprint()
        {
            var managed = GC.GetTotalMemory(forceFullCollection: true);
            using var process = Process.GetCurrentProcess();
            return (managed, process.WorkingSet64, process.Threads.Count);
        }
    }

    private static Task<object> HoldWaits()
    {
        var wait = new MachineWaiter(TimeProvider.System);
        var due = TimeProvider.System.GetUtcNow().AddMinutes(2);
        var waits = Enumerable.Range(0, MemoryBenchmark.Held).Select(_ => wait.UntilAsync(due, CancellationToken.None)).ToList();
        return Task.FromResult<object>(waits);
    }

    private static async Task<object> HoldCallsAsync(Uri url)
    {
        var caller = Caller();
        var calls = new List<Task<CallResult>>();
        for (var i = 0; i < MemoryBenchmark.Held; i++)
        {
            calls.Add(caller.CallAsync(url));
            if (i % 50 == 49)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return calls.Exists(call => call.IsCompleted)
            ? throw new InvalidOperationException(calls.Find(call => call.IsCompleted)!.Result.Error)
            : calls;
    }
}
