using System.Globalization;
using Crash.Tests.Cloud;
using Crash.Tests.Hours;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Testing.Workloads;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;
using Xunit.Abstractions;

namespace Crash.Tests;

/// <summary>A run of so many events that its lines wait in shards, with two invokers, of which one is lost in the middle.</summary>
[Collection(nameof(Processes))]
public sealed class ManyEventsTests(ITestOutputHelper log)
{
    private const int Events = 10_000;
    private const int Minutes = 10;

    /// <summary>How many calls are out when an invoker is lost.</summary>
    private const int CallsBefore = 3_000;

    /// <summary>On the machine's clock, against a hang. Nothing here is timed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly TraceHour Hour = TraceHour.Containing(new DateTimeOffset(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["LEAD_S"] = "30",
        ["TIMEOUT_S"] = "300",
        // A busy machine is late, and what is not sent proves little.
        ["MAX_LATENESS_S"] = "36000",
    };

    [SkippableFact]
    public async Task Of_ten_thousand_events_none_is_lost_or_called_twice_when_an_invoker_is_killed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var output = new OutputFolder();
        log.WriteLine($"What the processes print is in {output.Path}");
        // Ten minutes' events in 40 s, and as long again until the lost invoker's claims are taken over.
        const double speed = 15;
        var clock = new SharedClock(TimeProvider.System.GetUtcNow(), Hour.Start - TimeSpan.FromMinutes(4), speed);
        var workload = new Workload(
            SomeWorkload.BuiltIn.Name,
            [.. SomeWorkload.BuiltIn.Functions.Select(function => function with { Schedule = EvenlyOverMinutes })]);
        await using (var deployment = await Deployment.StartAsync(
            new(Seed: 1, clock, workload, Invokers: 2, _ => new TargetAnswer(200, TimeSpan.Zero), Settings), output))
        {
            await deployment.SetFaultsAsync(new() { ObjectWritesPerSecond = 1 });
            deployment.Tick($$"""{"trace_hour_utc":"{{Hour}}"}""");
            await UntilAsync(() => deployment.Targets.Receipts.Count >= CallsBefore);
            deployment.Invoker.Serving[0].Kill();
            await UntilAsync(() => deployment.TickSubscription.Statistics.Outstanding == 0
                && deployment.EventSubscription.Statistics is { Outstanding: 0, InFlight: 0 });

            var oracle = new Oracle(workload, speed, [Hour]);
            var logs = await deployment.ReadLogsAsync();
            var lost = logs.SelectMany(content => RunLogReader.Read(content).Entries.OfType<InvocationEntry>())
                .Where(entry => entry.Outcome is Outcome.Unknown)
                .Select(entry => entry.EventId.Split($":{Hour}:")[^1])
                .Select(id => $"/{id.Replace(':', '-')}.json")
                .ToList();
            oracle.Check(
                logs,
                deployment.Targets.Receipts,
                await deployment.ReadClaimsAsync(name => lost.Exists(end => name.EndsWith(end, StringComparison.Ordinal))));
            log.WriteLine(string.Join(", ", oracle.Outcomes.Select(outcome =>
                string.Create(CultureInfo.InvariantCulture, $"{outcome.Value} {outcome.Key.ToName()}"))));

            Assert.Empty(oracle.Problems);
            Assert.Empty(deployment.Invoker.Problems);
            Assert.Equal(3, deployment.Invoker.Started);
            Assert.Equal(Events, oracle.Outcomes.Values.Sum());
        }

        output.HasPassed = true;
    }

    private static PerMinuteSchedule EvenlyOverMinutes { get; } =
        new([.. Enumerable.Repeat(Events / SomeWorkload.BuiltIn.Functions.Count / Minutes, Minutes)], Arrival.Poisson);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var longest = new CancellationTokenSource(Longest, TimeProvider.System);
        while (!isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, longest.Token);
    }
}
