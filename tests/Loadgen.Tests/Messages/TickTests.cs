using System.Text;
using FsCheck.Xunit;
using Loadgen.Messages;

namespace Loadgen.Tests.Messages;

public sealed class TickTests
{
    // One character is one byte, so that a row can hold bytes that are no UTF-8.
    private static Tick Read(string bytes) => Tick.Read(Encoding.Latin1.GetBytes(bytes));

    public static TheoryData<string, string?, bool?, bool, string> Readable => new()
    {
        { "", null, null, false, "Cloud Scheduler may send nothing" },
        { "{}", null, null, false, "or an empty object" },
        { " {\r\n} ", null, null, false, "white space is JSON's" },
        { """{"trace_hour_utc":"2026-01-20T13:00:00Z"}""", "2026-01-20T13:00:00Z", null, false, "an hour" },
        { """{"trace_hour_utc":"2026-01-20T13:59:59.999Z"}""", "2026-01-20T13:00:00Z", null, false, "cut to the hour" },
        { """{"trace_hour_utc":"2026-01-20T13:00"}""", "2026-01-20T13:00:00Z", null, false, "without an offset it is UTC" },
        {
            """{"trace_hour_utc":"2026-01-20T01:30:00+05:45"}""", "2026-01-19T19:00:00Z", null, false,
            "cut in UTC, not where it was written"
        },
        { """{"dry_run":true}""", null, true, false, "a dry run" },
        { """{"dry_run":false}""", null, false, false, "false is not the same as nothing: it overrides" },
        { """{"replay":true}""", null, null, true, "a replay" },
        { """{"replay":false}""", null, null, false, "no replay, said aloud" },
        {
            """{"replay":true,"trace_hour_utc":"20260120T130000Z","dry_run":false}""", "2026-01-20T13:00:00Z", false, true,
            "all of them, in any order"
        },
        { """{"\u0072eplay":true}""", null, null, true, "an escaped name is the same name" },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void A_tick_asks_for_what_it_says(string data, string? hour, bool? dryRun, bool replay, string reason)
    {
        var tick = Read(data);

        Assert.True((hour, dryRun, replay) == (tick.TraceHour?.ToString(), tick.DryRun, tick.Replay), reason);
    }

    public static TheoryData<string, string, string> Unreadable => new()
    {
        { "null", "JSON Null; allowed is nothing or an object", "null is not nothing" },
        { "[]", "JSON Array; allowed is nothing or an object", "an array" },
        { "\"{}\"", "JSON String; allowed", "an object in quotes" },
        { "3", "JSON Number; allowed", "a number" },
        { "true", "JSON True; allowed", "a boolean" },
        { " ", "not JSON", "white space alone" },
        { "tick", "not JSON", "text" },
        { "{", "not JSON", "cut short" },
        { "{}{}", "not JSON", "two of them" },
        { "{'replay':true}", "not JSON", "single quotes" },
        { "{\"replay\":true,}", "not JSON", "a comma too many" },
        { "{/**/}", "not JSON", "a comment" },
        { "\u00ef\u00bb\u00bf{}", "not JSON", "a byte order mark" },
        { "{\"replay\":true,\"replay\":true}", "not JSON: Duplicate", "a member twice" },
        { """{"trace_hour":"2026-01-20T13:00:00Z"}""", "a member 'trace_hour'; allowed are trace_hour_utc", "a name that is nearly right" },
        { """{"Replay":true}""", "a member 'Replay'; allowed are", "another case" },
        { """{"":1}""", "a member ''; allowed are", "no name" },
        { """{"a\nb":1}""", "a member 'a b'; allowed are", "a name of two lines is told on one" },
        { """{"trace_hour_utc":null}""", "trace_hour_utc is null; allowed", "null" },
        { """{"trace_hour_utc":1768914000}""", "trace_hour_utc is 1768914000; allowed", "seconds since 1970" },
        { """{"trace_hour_utc":""}""", "trace_hour_utc is \"\"; allowed", "empty text" },
        { """{"trace_hour_utc":"2026-01-20"}""", "trace_hour_utc is \"2026-01-20\"; allowed", "a day" },
        { """{"trace_hour_utc":"2026-01-20T24:00:00Z"}""", "trace_hour_utc is \"2026-01-20T24:00:00Z\"", "an hour that there is not" },
        { """{"trace_hour_utc":["2026-01-20T13:00:00Z"]}""", "trace_hour_utc is [", "an array of one" },
        {
            """{"trace_hour_utc":"0001-01-01T00:00:00Z"}""", "the years 1970 to 9998",
            "the first hour of all, before which nothing can be published"
        },
        {
            """{"trace_hour_utc":"9999-12-31T23:00:00Z"}""", "the years 1970 to 9998",
            "the last hour of all, after which there is no deadline"
        },
        { """{"dry_run":"true"}""", "dry_run is \"true\"; allowed are", "a boolean in quotes" },
        { """{"dry_run":1}""", "dry_run is 1; allowed are", "a number for a boolean" },
        { """{"dry_run":null}""", "dry_run is null; allowed are", "null for a boolean" },
        { """{"replay":{}}""", "replay is {}; allowed are", "an object for a boolean" },
        { "{\"replay\":\"\\ud800\"}", "not Unicode", "half a surrogate pair in a value" },
        { "{\"\\udc00\":1}", "not Unicode", "half a surrogate pair in a name" },
        { "{\"\u00ff\u00fe\":1}", "not Unicode", "a name that is no UTF-8" },
        { "{\"replay\":\"\u00c3\"}", "not Unicode", "a value that is no UTF-8" },
        { "{\"replay\":" + new string('[', 5000) + new string(']', 5000) + "}", "not JSON", "nested deeper than anybody means" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Anything_else_is_refused_with_what_was_found_and_what_is_allowed(string data, string told, string reason)
    {
        var refusal = Assert.Throws<MessageFormatException>(() => Read(data));

        Assert.True(refusal.Message.Contains(told, StringComparison.Ordinal), $"{reason}: {refusal.Message}");
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData("""{"replay":"PLACE"}""", "a value")]
    [InlineData("""{"PLACE":true}""", "a name")]
    [InlineData("PLACE", "no JSON at all")]
    public void However_much_arrives_the_refusal_stays_short(string data, string reason)
    {
        var refusal = Assert.Throws<MessageFormatException>(
            () => Read(data.Replace("PLACE", new string('x', 1_000_000), StringComparison.Ordinal)));

        Assert.True(refusal.Message.Length < 300, reason);
    }

    [Property(Replay = "20260120,13", MaxTest = 500)]
    public bool Whatever_the_bytes_are_a_refusal_is_the_worst_that_happens(byte[] bytes, bool quoted)
    {
        var data = quoted ? [.. "{\"trace_hour_utc\":\""u8, .. bytes, .. "\"}"u8] : bytes;
        try
        {
            return Tick.Read(data) is { Replay: false };
        }
        catch (MessageFormatException)
        {
            return true;
        }
    }
}
