using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Trace;

namespace Loadgen.Tests.Messages;

[Properties(Arbitrary = [typeof(Messages)], Replay = "20260120,13", MaxTest = 200)]
public sealed class EventMessageCodecTests
{
    public sealed record Case(Scenario Scenario, TraceHour Hour, DateTimeOffset Published, bool DryRun, double Jitter, string Suffix)
    {
        public LoadgenConfiguration Configuration { get; } = TestConfiguration.Read() with { Scenario = Scenario };

        public IEnumerable<EventMessage> Expand()
        {
            var run = World.NewRun() with
            {
                Scenario = Scenario,
                TraceHour = Hour,
                RunId = Instant.ToCompact(Published) + Suffix,
                DryRun = DryRun,
            };
            var plan = HourPlan.Of(SomeWorkload.BuiltIn, run, Jitter);
            return plan.Events.Select(plan.MessageOf);
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
                from suffix in Gen.Elements("", "-2", "-17")
                select new Case(scenario, TraceHour.Containing(hour), published, dryRun, jitter, suffix));
        }
    }

    [Property]
    public bool What_the_planner_writes_the_invoker_reads_but_for_the_log_which_configuration_names(Case written) =>
        written.Expand().All(message =>
            EventMessageCodec.Decode(EventMessageCodec.Encode(message).Data, written.Configuration) is var read
            && read.Run == message.Run with { LogObject = read.Run.LogObject }
            && read.Run.LogObject.EndsWith($"{message.Run.TraceHour.ToCompactString()}-{message.Run.RunId}.jsonl", StringComparison.Ordinal)
            && read.Event == message.Event
            && read.Function == message.Function
            && read.Payload.Span.SequenceEqual(message.Payload.Span));

    [Fact]
    public void The_data_is_the_planned_invocation()
    {
        Assert.Equal(
            """
            {"schema_version":2,"run":{"experiment_id":"exp","scenario":"A","trace_hour":"2026-01-20T13:00:00Z",
            """ + """
            "run_id":"20260120T125900Z","invocations":4,"dry_run":false},
            """ + """
            "event_id":"exp:2026-01-20T13:00:00Z:crypto_key_gen:01","function_id":"crypto_key_gen","target":"crypto_key_gen",
            """ + """
            "accelerator":"none","delayable":true,"invocation_index":1,
            """ + """
            "scheduled_time_utc":"2026-01-20T13:01:02.345Z","payload":{"bits":4096,"experiment_id":"exp","scenario":"A",
            """ + """
            "run_id":"20260120T125900Z","event_id":"exp:2026-01-20T13:00:00Z:crypto_key_gen:01","trace_hour":"2026-01-20T13:00:00Z"}}
            """,
            Encoding.UTF8.GetString(EventMessageCodec.Encode(GoodMessage.Value).Data.Span));
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
            EventMessageCodec.Encode(GoodMessage.Value).Attributes);
    }
}
