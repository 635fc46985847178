using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Tests.Support;
using Loadgen.Trace;

namespace Loadgen.Tests.Messages;

[Properties(Arbitrary = [typeof(Messages)], Replay = "20260120,13,1", MaxTest = 200)]
public sealed class EventMessageCodecTests
{
    public sealed record Case(Scenario Scenario, TraceHour Hour, DateTimeOffset Published, bool DryRun, double Jitter, string LogObject)
    {
        public LoadgenConfiguration Configuration { get; } = TestConfiguration.Read() with { Scenario = Scenario };

        public IEnumerable<EventMessage> Expand()
        {
            var run = World.NewRun() with
            {
                Scenario = Scenario,
                TraceHour = Hour,
                RunId = Instant.ToCompact(Published),
                DryRun = DryRun,
                LogObject = LogObject,
            };
            var plan = HourPlan.Of(TraceFunction.DefaultMix, run, Jitter);
            return plan.Events.Select(planned => plan.MessageOf(planned, Configuration.Workload));
        }
    }

    public static class Messages
    {
        public static Arbitrary<Case> Case()
        {
            var moment =
                from day in Gen.Choose(10_000, 40_000)
                from second in Gen.Choose(0, 86_399)
                select DateTimeOffset.UnixEpoch.AddDays(day).AddSeconds(second);
            return Arb.From(
                from scenario in Gen.Elements(Scenario.A, Scenario.B, Scenario.C)
                from hour in moment
                from published in moment
                from dryRun in Gen.Elements(true, false)
                from jitter in Gen.Elements(0, 0.001, 15, 3599)
                from logObject in Gen.Elements("log.jsonl", "a/b/20260120T130000Z.jsonl", "größe \"quoted\" \\ 𝄞", new string('x', 1024))
                select new Case(scenario, TraceHour.Containing(hour), published, dryRun, jitter, logObject));
        }
    }

    [Property]
    public bool What_the_planner_writes_the_invoker_reads(Case written) => written.Expand().All(message =>
        EventMessageCodec.Decode(EventMessageCodec.Encode(message), written.Configuration) is var read
        && read.Run == message.Run
        && read.Event == message.Event
        && read.Payload.ToJsonString() == message.Payload.ToJsonString());

    [Fact]
    public void The_data_is_the_planned_invocation()
    {
        Assert.Equal(
            """
            {"schema_version":1,"run":{"experiment_id":"exp","scenario":"A","trace_hour":"2026-01-20T13:00:00Z",
            """ + """
            "run_id":"20260120T125900Z","invocations":4,"dry_run":false,"log_object":"loadgen-logs/exp/A/log.jsonl"},
            """ + """
            "event_id":"exp:2026-01-20T13:00:00Z:crypto_key_gen:01","function_id":"crypto_key_gen","invocation_index":1,
            """ + """
            "scheduled_time_utc":"2026-01-20T13:01:02.345Z","payload":{"bits":4096,"experiment_id":"exp","scenario":"A",
            """ + """
            "event_id":"exp:2026-01-20T13:00:00Z:crypto_key_gen:01","trace_hour":"2026-01-20T13:00:00Z"}}
            """,
            Encoding.UTF8.GetString(EventMessageCodec.Encode(GoodMessage.Value).Span));
    }

    [Fact]
    public void The_attributes_name_the_event()
    {
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["event_id"] = "exp:2026-01-20T13:00:00Z:crypto_key_gen:01",
                ["run_id"] = "20260120T125900Z",
                ["experiment_id"] = "exp",
                ["scenario"] = "A",
                ["trace_hour"] = "2026-01-20T13:00:00Z",
                ["function_id"] = "crypto_key_gen",
                ["not_before"] = "2026-01-20T13:01:02.345Z",
            },
            EventMessageCodec.Attributes(GoodMessage.Value));
    }
}
