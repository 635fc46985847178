using System.Text;
using Crash.Tests.Cloud;
using Crash.Tests.Processes;
using Loadgen.Clocks;
using Loadgen.Emulation.PubSub;
using Loadgen.Testing.Workloads;
using Loadgen.Workloads.Files;
using Xunit.Abstractions;

namespace Crash.Tests;

/// <summary>
/// SIGTERM in the middle of an hour, on the machine's own clock (promise 8). What a busy machine adds to the 10 s is
/// taken from the start of the processes, which is more work than anything that is asked of them later.
/// </summary>
[Collection(nameof(Processes))]
public sealed class ShutdownTests(ITestOutputHelper log)
{
    private const string Tick = """{"trace_hour_utc":"2026-01-20T13:00:00Z"}""";

    private static readonly DateTimeOffset Hour = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Begin = Hour.AddSeconds(-5);

    /// <summary>What is held is nacked within this time, and what a busy machine adds.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    /// <summary>Everything ends within this time, and what a busy machine adds.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>How long a call takes that is in flight when the signal comes and ends within the grace.</summary>
    private static readonly TimeSpan Call = TimeSpan.FromSeconds(4);

    /// <summary>How long a message that is delivered takes to reach the invoker, which does not say so, on a busy machine.</summary>
    private static readonly TimeSpan Arrives = TimeSpan.FromSeconds(2);

    /// <summary>How long a call in flight may go on after the signal.</summary>
    private static readonly TimeSpan CallsGoOn = TimeSpan.FromSeconds(7);

    [SkippableFact]
    public Task A_planner_hands_its_hour_over_to_a_continuation_at_once() => RunAsync("30", Call, async (deployment, messages, busy) =>
    {
        await messages.FirstAsync(PubSubActivityKind.Published, BuiltInWorkload.HealthCheck);
        var tick = await messages.FirstAsync(PubSubActivityKind.Published);
        var (told, exitCode, ended) = await StopAsync(deployment, deployment.Planner.Serving.Single());

        var acknowledged = await messages.FirstAsync(PubSubActivityKind.Acknowledged);
        Assert.Equal(tick.Message.MessageId, acknowledged.Message.MessageId);
        Assert.InRange(acknowledged.Time - told, TimeSpan.Zero, AtOnce + busy);
        var continuation = Assert.Single(
            messages.All(PubSubActivityKind.Published), published => published.Message.Attributes.ContainsKey("continuation"));
        Assert.Equal(tick.Resource, continuation.Resource);
        Assert.True(continuation.Time <= acknowledged.Time, "the continuation is out before the tick is acknowledged");
        Assert.Empty(messages.All(PubSubActivityKind.Published, BuiltInWorkload.VideoTranscoder));
        Assert.Equal(0, exitCode);
        Assert.InRange(ended - told, TimeSpan.Zero, Grace + busy);
    });

    [SkippableFact]
    public Task An_invoker_nacks_what_it_holds_and_stores_a_call_in_flight() => RunAsync("245", Call, async (deployment, messages, busy) =>
    {
        // One call is being answered, and a message is held, from five seconds before it on, whose event is due in four minutes.
        await messages.FirstAsync(PubSubActivityKind.Delivering, BuiltInWorkload.ImageConverter);
        var called = await deployment.Targets.FirstAsync();
        await Task.Delay(Arrives, TimeProvider.System);
        var (told, exitCode, ended) = await StopAsync(deployment, deployment.Invoker.Serving.Single());

        var nacked = await messages.FirstAsync(PubSubActivityKind.Refused, BuiltInWorkload.ImageConverter);
        Assert.Equal(503, nacked.Status);
        Assert.InRange(nacked.Time - told, TimeSpan.Zero, AtOnce + busy);

        var finished = await messages.FirstAsync(PubSubActivityKind.Acknowledged, BuiltInWorkload.HealthCheck);
        Assert.InRange(finished.Time - called.At, Call, Grace + busy);
        Assert.Equal(1, finished.Attempt);
        Assert.Equal(0, exitCode);
        Assert.InRange(ended - told, TimeSpan.Zero, Grace + busy);
        var stored = Encoding.UTF8.GetString(Assert.Single(await deployment.ReadLogsAsync()).Span);
        Assert.Contains("\"outcome\":\"ok\"", stored, StringComparison.Ordinal);
        Assert.Equal(called, Assert.Single(deployment.Targets.Receipts));
    });

    [SkippableFact]
    public Task An_invoker_gives_up_a_call_that_outlasts_it_and_says_so() => RunAsync(
        "30",
        Timeout.InfiniteTimeSpan,
        async (deployment, messages, busy) =>
        {
            var called = await deployment.Targets.FirstAsync();
            var (told, exitCode, ended) = await StopAsync(deployment, deployment.Invoker.Serving.Single());

            var finished = await messages.FirstAsync(PubSubActivityKind.Acknowledged, BuiltInWorkload.HealthCheck);
            Assert.InRange(finished.Time - told, CallsGoOn, Grace + busy);
            Assert.Equal(1, finished.Attempt);
            Assert.Equal(0, exitCode);
            Assert.InRange(ended - told, CallsGoOn, Grace + busy);
            var stored = Encoding.UTF8.GetString(Assert.Single(await deployment.ReadLogsAsync()).Span);
            Assert.Contains($"\"sent_time_utc\":\"{Instant.ToMilliseconds(called.SentAt)}\"", stored, StringComparison.Ordinal);
            Assert.Contains("\"outcome\":\"unknown\"", stored, StringComparison.Ordinal);
            Assert.Equal(called, Assert.Single(deployment.Targets.Receipts));
        });

    private static async Task<(DateTimeOffset Told, int ExitCode, DateTimeOffset Ended)> StopAsync(
        Deployment deployment, FunctionProcess process)
    {
        var told = deployment.Clock.GetUtcNow();
        var exitCode = await process.StopAsync();
        return (told, exitCode, deployment.Clock.GetUtcNow());
    }

    private async Task RunAsync(string lead, TimeSpan call, Func<Deployment, ActivityLog, TimeSpan, Task> test)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var output = new OutputFolder();
        log.WriteLine($"What the processes print is in {output.Path}");
        var clock = new SharedClock(TimeProvider.System.GetUtcNow(), Begin, Speed: 1);
        var variables = new Dictionary<string, string> { ["JITTER_S"] = "0", ["LEAD_S"] = lead, ["HOLD_MAX_S"] = "300" };
        var settings = new DeploymentSettings(
            Seed: 1, clock, SomeWorkload.BuiltIn, Invokers: 1, _ => new TargetAnswer(200, call), variables);
        await using (var deployment = await Deployment.StartAsync(settings, output))
        {
            var busy = (deployment.Clock.GetUtcNow() - Begin) * 3;
            var messages = new ActivityLog(deployment.Broker);
            deployment.Tick(Tick);
            await test(deployment, messages, busy);
        }

        output.HasPassed = true;
    }
}
