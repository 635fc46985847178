using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Records;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Verification;

/// <summary>Records as the invoker makes them: every outcome, both kinds of call, any numbers.</summary>
internal static class RandomRecord
{
    private static readonly Outcome[] Outcomes = Enum.GetValues<Outcome>();

    private static readonly string[] Answers =
    [
        "{}", "[1,2]", "null", "\"text\"", """{"a":1,"a":2}""",
        """{"status":"scheduled","target_region":"r","delay":true,"priority":{"a":[1]},"carbon_intensity":"41.5"}""",
        """{"status":3,"target_time":"2026-01-20 13:01:05","region":"r","url":"http://u:p@h.test/?k=v#f","latency_ms":80.25}""",
        """{"target_time":"Tue, 20 Jan 2026 18:00:00 GMT","target_region":"elsewhere","execution_time_ms":"1e3","priority":2.50}""",
        """{"function_url":"not a URL","delay":"no","datetime":"2026-01-20T13:00:05.4Z","carbon_intensity":1e400}""",
    ];

    private static readonly string[] Failures =
        ["""{"status":"Failed"}""", """{"statusCode":"500","status":"ok"}""", """{"error":{"code":1},"latency_ms":12}"""];

    private static readonly Dictionary<string, Uri> Regions = new() { ["r"] = new("https://user@r.test/run?sig=secret") };

    public static InvocationRecord Make(Random random, Scenario scenario, Outcome? asked = null)
    {
        var outcome = asked ?? Outcomes[random.Next(Outcomes.Length)];
        if (outcome is Outcome.DispatchFailed && scenario is not Scenario.C)
            outcome = Outcome.Ok;
        var log = new LogText(scenario);
        var planned = log.Plan.Events[random.Next(4)];
        var sentAt = outcome.WasSent() ? planned.ScheduledTime.AddTicks(random.NextInt64(40_000_000)) : (DateTimeOffset?)null;
        var call = outcome.WasSent() ? Call(random, outcome) : null;
        var observer = new Observer(random.Next(2) == 0 ? null : "europe-north2", random.Next(3) switch
        {
            0 => ClockKind.Machine,
            1 => new("leaping", 1),
            _ => new("scaled", 1 + random.Next(60)),
        });
        var recordedAt = planned.ScheduledTime.AddSeconds(random.Next(60));
        return scenario is Scenario.C
            ? new DispatchRecord
            {
                Run = log.Run,
                Event = planned,
                Outcome = outcome,
                Observer = observer,
                RecordedAt = recordedAt,
                SentAt = sentAt,
                Call = call,
                DispatcherUrl = new("https://a@dispatcher.test/?x=1&y#z"),
                Deadline = DispatchDeadline.Of(log.Run.TraceHour),
                Answer = call is null ? null : DispatchAnswer.Read(call.ResponseJson, random.Next(3) == 0 ? null : Regions),
            }
            : new DirectRecord
            {
                Run = log.Run,
                Event = planned,
                Outcome = outcome,
                Observer = observer,
                RecordedAt = recordedAt,
                SentAt = sentAt,
                Call = call,
                Route = outcome is Outcome.NotRouted ? null : new("r", "fixed_region", Regions["r"]),
            };
    }

    private static CallResult Call(Random random, Outcome outcome)
    {
        var isAnswered = outcome is not (Outcome.Timeout or Outcome.ConnectionError);
        var parts = Enumerable.Range(0, 5).Select(_ => (TimeSpan?)new TimeSpan(random.NextInt64(200_000_000))).ToArray();
        if (random.Next(2) == 0)
            parts[2] = null;
        var latency = new TimeSpan(parts.Sum(part => part?.Ticks ?? 0));
        for (var cut = isAnswered ? 5 : random.Next(5); cut < 5; cut++)
            parts[cut] = null;

        var json = outcome is Outcome.DispatchFailed ? Failures[random.Next(Failures.Length)]
            : isAnswered && random.Next(4) > 0 ? Answers[random.Next(Answers.Length)]
            : null;
        return new()
        {
            Outcome = outcome,
            StatusCode = outcome switch
            {
                Outcome.Ok or Outcome.DispatchFailed => 200 + random.Next(100),
                Outcome.HttpError => random.Next(2) == 0 ? 100 + random.Next(100) : 300 + random.Next(300),
                _ => random.Next(2) == 0 ? null : 200,
            },
            Latency = latency,
            Timings = new(parts[0], parts[1], parts[2], parts[3], parts[4]),
            RequestBytes = random.Next(1000),
            ResponseBytes = random.Next(1000),
            Error = isAnswered ? null : "Kind: why",
            ResponseJson = json is null ? null : JsonElement.Parse(json),
            ResponseSnippet = json is null && random.Next(2) == 0 ? "<html>" : null,
        };
    }
}
