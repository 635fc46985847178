using Crash.Tests.Cloud;
using Loadgen.Clocks;
using Loadgen.Emulation.PubSub;
using Loadgen.Emulation.Storage.Faults;
using Loadgen.Testing.Workloads;
using Loadgen.Trace;

namespace Crash.Tests.Hours;

/// <summary>
/// Hours of an experiment in which instances crash, answers are lost and messages come twice; afterwards everything is checked.
/// </summary>
internal static class CrashHours
{
    private static readonly TraceHour First = TraceHour.Containing(new DateTimeOffset(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    /// <summary>Time before the first hour in which the processes start.</summary>
    private static readonly TimeSpan RunUp = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan TickAhead = TimeSpan.FromMinutes(2);

    /// <summary>On the machine's clock: long enough for what is left after the last hour, even on a busy machine.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(15);

    private static readonly FaultSettings Faults = new()
    {
        TooManyRequests = 0.03,
        Unavailable = 0.03,
        ResetBefore = 0.03,
        ResetAfter = 0.04,
        LatencyMs = 1000,
        ObjectWritesPerSecond = 1,
    };

    private static readonly Dictionary<string, string> Variables = new()
    {
        // A second of the machine is minutes here, and an answer that takes a while must not look like a lost instance more often than it
        // is one.
        ["TIMEOUT_S"] = "300",
        ["LEAD_S"] = "60",
        // On a busy machine everything is late, and an event that is not sent proves little.
        ["MAX_LATENESS_S"] = "36000",
    };

    /// <summary>Runs the hours.</summary>
    public static async Task<CrashHoursReport> RunAsync(CrashHoursSettings settings, OutputFolder output)
    {
        var clock = new SharedClock(TimeProvider.System.GetUtcNow(), First.Start - RunUp, settings.Speed);
        var workload = SomeWorkload.Each(settings.EventsPerFunction);
        var answers = new SeededAnswers(settings.Seed);
        await using var deployment = await Deployment.StartAsync(
            new(settings.Seed, clock, workload, Invokers: 2, answers.Of, Variables), output);
        deployment.TickSubscription.Disturbance = new(DuplicateProbability: 0.1, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
        deployment.EventSubscription.Disturbance = new(DuplicateProbability: 0.2, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20));
        await deployment.SetFaultsAsync(Faults);

        var injector = new CrashInjector(deployment, new Random(settings.Seed));
        using var enough = new CancellationTokenSource();
        var injecting = injector.RunAsync(enough.Token);
        var hours = Enumerable.Range(0, settings.Hours).Select(number => TraceHour.Containing(First.Start.AddHours(number))).ToList();
        await TickAsync(deployment, hours, new Random(settings.Seed));
        await deployment.Clock.UntilAsync(hours[^1].Start.AddHours(1));
        await enough.CancelAsync();
        await injecting;

        var isDrained = await DrainAsync(deployment);
        await deployment.SetFaultsAsync(new());
        var oracle = new Oracle(workload, settings.Speed, hours);
        return await CrashHoursReport.OfAsync(settings, deployment, injector, oracle, isDrained);
    }

    /// <summary>As Cloud Scheduler does, and sometimes twice.</summary>
    private static async Task TickAsync(Deployment deployment, IReadOnlyList<TraceHour> hours, Random random)
    {
        foreach (var hour in hours)
        {
            // The hour is named, so that it stays the same however long this machine may pause.
            var tick = $$"""{"trace_hour_utc":"{{hour}}"}""";
            await deployment.Clock.UntilAsync(hour.Start - TickAhead);
            deployment.Tick(tick);
            if (random.Next(3) != 0)
                continue;
            await Task.Delay(TimeSpan.FromSeconds(random.Next(20)), deployment.Clock);
            deployment.Tick(tick);
        }
    }

    private static async Task UntilAsync(this TimeProvider clock, DateTimeOffset moment)
    {
        if (moment - clock.GetUtcNow() is { } left && left > TimeSpan.Zero)
            await Task.Delay(left, clock);
    }

    /// <summary>Waits until every message is acknowledged.</summary>
    private static async Task<bool> DrainAsync(Deployment deployment)
    {
        PushSubscription[] subscriptions = [deployment.TickSubscription, deployment.EventSubscription];
        var end = TimeProvider.System.GetUtcNow() + LongestDrain;
        while (subscriptions.Any(subscription => subscription.Statistics is { Outstanding: > 0 } or { InFlight: > 0 }))
        {
            if (TimeProvider.System.GetUtcNow() > end)
                return false;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        return true;
    }
}
