using System.Text;
using System.Text.Json;
using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Testing.Workloads;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Testing.Logs;

/// <summary>A run's log as the two functions write it, to spoil one thing of.</summary>
internal sealed class LogText(
    Scenario scenario = Scenario.A, string runId = "20260120T125800Z", bool dryRun = false, int hour = 13, ClockKind? clock = null)
{
    private static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(0.6);

    private readonly Observer _observer = new("us-east1", clock ?? ClockKind.Machine);

    private static readonly Uri Url = new("https://target.example/");

    private static readonly LoadgenConfiguration Configuration = new()
    {
        ExperimentId = "experiment-2026-01-15",
        Scenario = Scenario.A,
        Targets = new(),
        Log = new() { Bucket = "logs" },
    };

    public Run Run { get; } = new(
        "experiment-2026-01-15",
        scenario,
        TraceHour.Containing(new(2026, 1, 20, hour, 0, 0, TimeSpan.Zero)),
        runId,
        Invocations: 4,
        dryRun,
        "log.jsonl");

    public RunManifest Manifest => new(Run, "1", 15, new(BuiltInWorkload.Name, "0123456789abcdef"));

    public HourPlan Plan => HourPlan.Of(SomeWorkload.BuiltIn, Run, 15);

    /// <summary>The whole log: start, four events, complete.</summary>
    public List<string> Lines() =>
    [
        RunLine.OfStart(Manifest, Configuration, _observer.Clock, Run.TraceHour.Start.AddMinutes(-2)).ToString(),
        .. Plan.Events.Select(planned => Event(planned)),
        RunLine.OfComplete(Run, Run.TraceHour.Start.AddMinutes(9)).ToString(),
    ];

    public string Event(int position, Outcome outcome, TimeSpan? lag) => Event(Plan.Events[position], outcome, lag);

    public static VerificationReport Verify(IEnumerable<string> lines, VerificationOptions? options = null) =>
        VerifyText(string.Concat(lines.Select(line => line + "\n")), options);

    public static VerificationReport VerifyText(string text, VerificationOptions? options = null) =>
        RunVerifier.Verify(RunLogReader.Read(Encoding.UTF8.GetBytes(text)), options ?? new());

    private string Event(PlannedEvent planned) => dryRun ? Event(planned, Outcome.DryRun, null) : Event(planned, Outcome.Ok, Lag);

    private string Event(PlannedEvent planned, Outcome outcome, TimeSpan? lag)
    {
        var answer = JsonElement.Parse(outcome is Outcome.DispatchFailed ? """{"status":"failed"}""" : "{}");
        var call = outcome.WasSent()
            ? new CallResult
            {
                Outcome = outcome,
                StatusCode = outcome switch
                {
                    Outcome.HttpError => 503,
                    Outcome.Timeout or Outcome.ConnectionError => null,
                    _ => 200,
                },
                Error = outcome is Outcome.Timeout or Outcome.ConnectionError ? "Kind: why" : null,
                ResponseJson = answer,
                Latency = TimeSpan.FromMilliseconds(20),
                RequestBytes = 2,
                ResponseBytes = 2,
                Timings = new(TimeSpan.Zero, TimeSpan.FromMilliseconds(5), null, TimeSpan.FromMilliseconds(15), TimeSpan.Zero),
            }
            : null;
        var recordedAt = planned.ScheduledTime.AddMilliseconds(30);
        InvocationRecord record = scenario is Scenario.C
            ? new DispatchRecord
            {
                Run = Run,
                Event = planned,
                Outcome = outcome,
                Observer = _observer,
                RecordedAt = recordedAt,
                SentAt = planned.ScheduledTime + lag,
                Call = call,
                DispatcherUrl = Url,
                Deadline = DispatchDeadline.Of(Run.TraceHour),
                Answer = call is null ? null : DispatchAnswer.Read(answer, regions: null),
            }
            : new DirectRecord
            {
                Run = Run,
                Event = planned,
                Outcome = outcome,
                Observer = _observer,
                RecordedAt = recordedAt,
                SentAt = planned.ScheduledTime + lag,
                Call = call,
                Route = outcome is Outcome.NotRouted ? null : new("us-east1", "fixed_region", Url),
            };
        return record.ToLine().ToString();
    }
}
