using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Functions.Tests.Hosting;
using Loadgen.Samples;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests.Telemetry;

/// <summary>An hour of the built-in workload: planner, Pub/Sub, invoker and a sample in their real hosts.</summary>
internal static class TracedHour
{
    /// <summary>
    /// The collection of its tests, and of those that look at spans: what the SDK complains of in one host, all hosts of the process hear,
    /// and it listens to the spans of all of them.
    /// </summary>
    public const string OneAtATime = "traced hours";

    /// <summary>What the tick's push says of its place in a trace, which is not sampled.</summary>
    public const string TickTrace = "0af7651916cd43dd8448eb211c80319c";

    /// <summary>See <see cref="TickTrace"/>.</summary>
    public const string TickSpan = "b7ad6b7169203331";

    /// <summary>The IDs of its events.</summary>
    public static readonly string[] Events =
    [
        "exp:2026-01-20T13:00:00Z:api_health_check:01", "exp:2026-01-20T13:00:00Z:crypto_key_gen:01",
        "exp:2026-01-20T13:00:00Z:image_format_converter:01", "exp:2026-01-20T13:00:00Z:video_transcoder:01",
    ];

    /// <summary>The root of an event's trace.</summary>
    public static TraceContext TraceOf(string eventId) => TraceContext.Of(Scenario.A, "20260120T125802Z", eventId);

    /// <summary>Runs it, with all of its events due, until each is acknowledged.</summary>
    /// <param name="telemetry">OpenTelemetry's variables.</param>
    /// <returns>What planner and invoker warn of.</returns>
    public static async Task<(IReadOnlyList<string> Planner, IReadOnlyList<string> Invoker)> RunAsync(
        params (string Name, string? Value)[] telemetry)
    {
        var clock = TestClocks.From(13, 20);
        await using var target = await SampleTarget.StartAsync<AnyTarget>(
            telemetry.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal), clock);
        await using var cloud = await FunctionCloud.StartAsync(
            Variables.Of("A", [.. telemetry, ("FUNCTION_URLS_JSON", Variables.Urls(id => $"{target.Origin}/{id}"))]), clock);
        using var tick = Pushes.Push("{}");
        tick.Headers.Add("traceparent", $"00-{TickTrace}-{TickSpan}-00");

        Assert.Equal(200, await cloud.Planner.SendAsync(tick));
        await cloud.AcknowledgedAsync(Events.Length);
        return (Warnings(cloud.Planner), Warnings(cloud.Invoker));
    }

    private static List<string> Warnings(FunctionServer function) =>
        [.. function.Log.From(LogLevel.Warning).Select(entry => entry.Message)];
}
