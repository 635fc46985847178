using System.Text;
using FsCheck.Xunit;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Messages;

public sealed class PoisonMessageTests
{
    private const int Megabyte = 1_000_000;

    private static readonly LoadgenConfiguration Configuration = TestConfiguration.Read();

    // One character is one byte, so that a row can hold bytes that are no UTF-8.
    private static EventMessage Decode(string bytes) => EventMessageCodec.Decode(Encoding.Latin1.GetBytes(bytes), Configuration);

    private static MessageFormatException Refusal(string bytes) => Assert.Throws<MessageFormatException>(() => Decode(bytes));

    /// <summary>The member, its new value, and what the refusal must tell: the thing, what was found, what is allowed.</summary>
    public static TheoryData<string, string, string[]> Changed => new()
    {
        { "schema_version", "3", ["schema version 3", "allowed are 1 and 2"] },
        { "schema_version", "0", ["'schema_version' is 0", "from 1 to"] },
        { "schema_version", "\"1\"", ["'schema_version' is a JSON String", "JSON Number"] },
        { "run", "[]", ["'run' is a JSON Array", "JSON Object"] },
        { "run", "null", ["'run' is a JSON Null", "JSON Object"] },
        { "run/experiment_id", "\"other\"", ["experiment 'other'", "allowed is 'exp'"] },
        { "run/experiment_id", "\"EXP\"", ["experiment 'EXP'", "allowed is 'exp'"] },
        { "run/experiment_id", "\"\"", ["'experiment_id' is empty", "allowed is text"] },
        { "run/experiment_id", "7", ["'experiment_id' is a JSON Number", "JSON String"] },
        { "run/scenario", "\"B\"", ["scenario B", "scenario A"] },
        { "run/scenario", "\"D\"", ["scenario is 'D'", "allowed are A, B, C"] },
        { "run/scenario", "\"a\"", ["scenario is 'a'", "allowed are A, B, C"] },
        { "run/scenario", "\"0\"", ["scenario is '0'", "allowed are A, B, C"] },
        { "run/scenario", "\"+0\"", ["scenario is '+0'", "allowed are A, B, C"] },
        { "run/scenario", "\" A\"", ["scenario is ' A'", "allowed are A, B, C"] },
        { "run/scenario", "\"A,A\"", ["scenario is 'A,A'", "allowed are A, B, C"] },
        { "run/trace_hour", "\"2026-01-20T13:00:01Z\"", ["trace_hour is '2026-01-20T13:00:01Z'", "allowed is an hour"] },
        { "run/trace_hour", "\"2026-01-20T13:00Z\"", ["trace_hour is '2026-01-20T13:00Z'", "allowed is an hour"] },
        { "run/trace_hour", "\"2026-01-20T14:00:00+01:00\"", ["trace_hour is '2026-01-20T14:00:00+01:00'", "allowed is an hour"] },
        { "run/trace_hour", "\"soon\"", ["trace_hour is 'soon'", "allowed is an hour"] },
        {
            "run/trace_hour", "\"2026-01-20T14:00:00Z\"",
            ["event_id is 'exp:2026-01-20T13:00:00Z:crypto_key_gen:01'", "make it 'exp:2026-01-20T14:00:00Z:crypto_key_gen:01'"]
        },
        { "run/trace_hour", "\"9999-12-31T23:00:00Z\"", ["trace_hour is '9999-12-31T23:00:00Z'", "the years 1970 to 9998"] },
        { "run/trace_hour", "\"0001-01-01T00:00:00Z\"", ["trace_hour is '0001-01-01T00:00:00Z'", "the years 1970 to 9998"] },
        { "run/run_id", "\"2026-01-20T12:59:00Z\"", ["run_id is '2026-01-20T12:59:00Z'", "such as 20260120T130002Z"] },
        { "run/run_id", "\"../../x\"", ["run_id is '../../x'", "such as 20260120T130002Z"] },
        { "run/run_id", "\"20260120T125900Z-1\"", ["run_id is '20260120T125900Z-1'", "from 2 on"] },
        { "run/run_id", "\"20260120T125900Z-02\"", ["run_id is '20260120T125900Z-02'", "from 2 on"] },
        { "run/run_id", "\"20260120T125900Z-\"", ["run_id is '20260120T125900Z-'", "from 2 on"] },
        { "run/run_id", "\"20260120T125900Z-+2\"", ["run_id is '20260120T125900Z-+2'", "from 2 on"] },
        { "run/run_id", "20260120", ["'run_id' is a JSON Number", "JSON String"] },
        { "run/invocations", "-1", ["'invocations' is -1", "from 0 to"] },
        { "run/invocations", "1.5", ["'invocations' is 1.5", "whole number"] },
        { "run/invocations", "1e99", ["'invocations' is 1e99", "to 2147483647"] },
        { "run/dry_run", "\"false\"", ["'dry_run' is a JSON String", "true and false"] },
        { "run/dry_run", "null", ["'dry_run' is a JSON Null", "true and false"] },
        {
            "event_id", "\"exp:2026-01-20T13:00:00Z:crypto_key_gen:02\"",
            ["event_id is 'exp:2026-01-20T13:00:00Z:crypto_key_gen:02'", ":01'"]
        },
        { "event_id", "\"\"", ["'event_id' is empty", "allowed is text"] },
        { "function_id", "\"video_transcoder\"", ["event_id is 'exp:", "make it 'exp:2026-01-20T13:00:00Z:video_transcoder:01'"] },
        { "function_id", "\"r m\"", ["function_id is 'r m'", "1–128 of letters, digits, . _ -"] },
        { "function_id", "\"../x\"", ["function_id is '../x'", "1–128 of letters, digits, . _ -"] },
        { "target", "\"a/b\"", ["target is 'a/b'", "1–128 of letters, digits, . _ -"] },
        { "accelerator", "\"tpu\"", ["accelerator is 'tpu'", "allowed are none and gpu"] },
        { "delayable", "\"true\"", ["'delayable' is a JSON String", "true and false"] },
        { "invocation_index", "2", ["event_id is 'exp:", "crypto_key_gen:02'"] },
        { "invocation_index", "-1", ["'invocation_index' is -1", "from 1 to"] },
        {
            "scheduled_time_utc", "\"2026-01-20T14:00:00Z\"",
            ["scheduled_time_utc is '2026-01-20T14:00:00Z'", "within 2026-01-20T13:00:00Z"]
        },
        {
            "scheduled_time_utc", "\"2026-01-20T12:59:59.999Z\"",
            ["scheduled_time_utc is '2026-01-20T12:59:59.999Z'", "within 2026-01-20T13:00:00Z"]
        },
        { "scheduled_time_utc", "\"now\"", ["scheduled_time_utc is 'now'", "within 2026-01-20T13:00:00Z"] },
        { "scheduled_time_utc", "1768914062", ["'scheduled_time_utc' is a JSON Number", "JSON String"] },
        { "payload", "\"{}\"", ["'payload' is a JSON String", "JSON Object"] },
        { "payload", "[1]", ["'payload' is a JSON Array", "JSON Object"] },
        { "payload", """{"dispatch_sent_time_utc":"x"}""", ["payload has a 'dispatch_sent_time_utc'", "none before it is sent"] },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public void One_wrong_member_is_enough_and_the_refusal_names_it(string path, string value, string[] told)
    {
        var refusal = Refusal(GoodMessage.With(path, value));

        Assert.All(told, part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData("schema_version")]
    [InlineData("run")]
    [InlineData("run/experiment_id")]
    [InlineData("run/scenario")]
    [InlineData("run/trace_hour")]
    [InlineData("run/run_id")]
    [InlineData("run/invocations")]
    [InlineData("run/dry_run")]
    [InlineData("target")]
    [InlineData("accelerator")]
    [InlineData("delayable")]
    [InlineData("event_id")]
    [InlineData("function_id")]
    [InlineData("invocation_index")]
    [InlineData("scheduled_time_utc")]
    [InlineData("payload")]
    public void No_member_may_be_missing(string path) =>
        Assert.Contains($"has no '{path.Split('/')[^1]}'", Refusal(GoodMessage.With(path, null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "not JSON", "nothing")]
    [InlineData("garbage", "not JSON", "no JSON")]
    [InlineData("null", "a JSON Null; allowed is an object", "null")]
    [InlineData("[]", "a JSON Array; allowed is an object", "an array")]
    [InlineData("{\"schema_version\":1,\"schema_version\":1}", "not JSON: Duplicate", "a member twice")]
    [InlineData("{\"schema_version\":1,\"x\":\"\\ud83d\"}", "not Unicode", "half a surrogate pair, even where nobody looks")]
    [InlineData("{\"schema_version\":1,\"x\":\"\u00ff\"}", "not Unicode", "bytes that are no UTF-8")]
    public void What_is_no_event_at_all_is_refused(string data, string told, string reason) =>
        Assert.True(Refusal(data).Message.Contains(told, StringComparison.Ordinal), $"{reason}: {Refusal(data).Message}");

    public static TheoryData<string, string> Huge => new()
    {
        { new string('x', Megabyte), "no JSON" },
        { new string('[', Megabyte), "nesting without an end" },
        { GoodMessage.With("run/experiment_id", $"\"{new string('x', Megabyte)}\""), "a foreign experiment" },
        { GoodMessage.With("target", $"\"{new string('x', Megabyte)}\""), "a target" },
        { GoodMessage.With("event_id", $"\"{new string('x', Megabyte)}\""), "an event ID" },
        { GoodMessage.With("function_id", $"\"{new string('\u00e9', Megabyte)}\""), "a function" },
        { GoodMessage.With("invocation_index", new string('9', 10_000)), "a number" },
    };

    [Theory]
    [MemberData(nameof(Huge))]
    public void However_much_arrives_the_refusal_stays_short(string data, string reason) =>
        Assert.True(Refusal(data).Message.Length < 400, reason);

    [Fact]
    public void Members_that_a_later_planner_may_add_are_passed_over() =>
        Assert.Equal(GoodMessage.Value.Event, Decode(GoodMessage.With("added_later", "{}")).Event);

    [Property(Replay = "20260120,13", MaxTest = 500)]
    public bool However_a_message_is_damaged_a_refusal_is_the_worst_that_happens(ushort at, byte value, byte cut)
    {
        var damaged = Encoding.UTF8.GetBytes(GoodMessage.Text);
        damaged[at % damaged.Length] = value;
        try
        {
            return EventMessageCodec.Decode(damaged.AsMemory(..^(cut % 4)), Configuration).Run.ExperimentId == "exp";
        }
        catch (MessageFormatException)
        {
            return true;
        }
    }
}
