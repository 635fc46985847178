using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Records;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Records;

/// <summary>Records of one event, due 13:00:04.501 and sent a millisecond and a half later.</summary>
internal static class Recorded
{
    public static readonly DateTimeOffset Due = World.Hour.AddMilliseconds(4501);

    public static readonly DateTimeOffset Sent = Due.AddTicks(15_000);

    private static readonly Observer Observer = new("europe-north2", new("machine", 1));

    private static readonly PlannedEvent Event = new("exp:2026-01-20T13:00:00Z:api_health_check:01", BuiltInWorkload.HealthCheck, 1, Due);

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>A call of 120.0346 ms that was answered with <c>{}</c>.</summary>
    public static CallResult Call(Outcome outcome = Outcome.Ok) => new()
    {
        Outcome = outcome,
        StatusCode = 200,
        Latency = TimeSpan.FromTicks(1_200_346),
        Timings = new(
            TimeSpan.FromTicks(1),
            TimeSpan.FromTicks(20_345),
            TimeSpan.FromTicks(80_000),
            TimeSpan.FromTicks(1_000_000),
            TimeSpan.FromTicks(100_000)),
        RequestBytes = 211,
        ResponseBytes = 2,
        ResponseJson = Json("{}"),
    };

    public static DirectRecord Direct(Outcome outcome, CallResult? call) => new()
    {
        Run = World.NewRun(),
        Event = Event,
        Outcome = outcome,
        Observer = Observer,
        RecordedAt = Due.AddSeconds(1),
        SentAt = call is null ? null : Sent,
        Call = call,
        Route = new("us-east1", "fixed_region", new Uri("https://health.test/run")),
    };

    public static DispatchRecord Dispatch(Outcome outcome, CallResult? call) => new()
    {
        Run = World.NewRun() with { Scenario = Scenario.C },
        Event = Event,
        Outcome = outcome,
        Observer = Observer,
        RecordedAt = Due.AddSeconds(1),
        SentAt = call is null ? null : Sent,
        Call = call,
        DispatcherUrl = new Uri("https://dispatcher.test/dispatch"),
        Deadline = new DateTimeOffset(2026, 1, 21, 11, 0, 0, TimeSpan.Zero),
        Answer = call is null
            ? null
            : DispatchAnswer.Read(call.ResponseJson, new Dictionary<string, Uri> { ["us-east1"] = new("http://east.test/") }),
    };

    /// <summary>The dispatcher answered this.</summary>
    public static DispatchRecord Answered(string json) => Dispatch(Outcome.Ok, Call() with { ResponseJson = Json(json) });

    /// <summary>One JSON text out of several, the members of each after those of the one before.</summary>
    public static string Join(params string[] objects) => $"{{{string.Join(',', objects.Select(text => text[1..^1]))}}}";

    public static string[] Members(string line) => [.. Json(line).EnumerateObject().Select(member => member.Name)];
}
