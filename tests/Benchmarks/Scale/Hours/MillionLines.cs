using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Storage;

namespace Loadgen.Benchmarks.Scale.Hours;

/// <summary>The log of such an hour, with the run's state beside it, as the functions leave it.</summary>
internal static class MillionLines
{
    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(0.05);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    /// <summary>Writes it.</summary>
    /// <param name="folder">The bucket.</param>
    public static async Task WriteAsync(string folder)
    {
        var store = new MemoryObjectStore();
        var configuration = MillionEvents.Configuration;
        var plan = MillionEvents.Plan(MillionEvents.Read());
        var runs = new RunStore(store, new RunPaths(configuration.Log.Prefix), new StoreRetry(TimeProvider.System, static () => 0.5));
        var request = new RunRequest(RunIdentity.Of(plan.Run), "tick", RunKind.OfTheHour);
        var registration = await runs.RegisterAsync(
            request, _ => Task.FromResult<RunProposal?>(plan.Propose(configuration.Log)), CancellationToken.None);
        var manifest = ((Registration.Begun)registration!).Manifest;
        foreach (var name in store.Names)
        {
            var stored = await store.ReadAsync(name, CancellationToken.None);
            await using var file = Create(folder, name);
            await file.WriteAsync(stored!.Content);
        }

        await using var log = Create(folder, manifest.Run.LogObject);
        Write(log, RunLine.OfStart(manifest, configuration, ClockKind.Machine, plan.Events[0].ScheduledTime.AddSeconds(-10)));
        WriteEvents(log, plan with { Run = manifest.Run }, configuration);
        Write(log, RunLine.OfComplete(manifest.Run, plan.Events[^1].ScheduledTime.AddSeconds(1)));
    }

    private static void WriteEvents(Stream log, HourPlan plan, LoadgenConfiguration configuration)
    {
        var call = new CallResult
        {
            Outcome = Outcome.Ok,
            StatusCode = 200,
            Latency = Latency,
            Timings = new(TimeSpan.Zero, Latency / 4, Tls: null, Latency / 4, Latency / 2),
            RequestBytes = 263,
            ResponseBytes = 11,
        };
        foreach (var planned in plan.Events)
        {
            var function = plan.Workload[planned.FunctionId].Traits;
            if (!Router.TryRoute(Scenario.A, configuration.Targets, function, out var route, out var allowed))
                throw new InvalidOperationException(allowed);
            var record = new DirectRecord
            {
                Run = plan.Run,
                Event = planned,
                Outcome = Outcome.Ok,
                Observer = new("us-east1", ClockKind.Machine),
                RecordedAt = planned.ScheduledTime + Lag + Latency,
                SentAt = planned.ScheduledTime + Lag,
                Route = route,
                Call = call,
            };
            Write(log, record.ToLine());
        }
    }

    private static void Write(Stream log, LogLine line)
    {
        log.Write(line.Utf8.Span);
        log.WriteByte((byte)'\n');
    }

    private static FileStream Create(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 20 });
    }
}
