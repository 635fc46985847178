using Loadgen.Configuration;

namespace Loadgen.Tests.Configuration;

/// <summary>One variable at a time, at and just outside its bounds.</summary>
public sealed class ValueRuleTests
{
    private static readonly string LongestId = new('x', 128);

    public static TheoryData<string, string, string> Accepted => new()
    {
        { "EXPERIMENT_ID", "x", "the shortest" },
        { "EXPERIMENT_ID", LongestId, "the longest" },
        { "EXPERIMENT_ID", "aZ09._-", "every kind of character" },
        { "EXPERIMENT_ID", " padded ", "white space around does not count" },
        { "IMAGE_GCS_URI", "gs://abc/x", "the shortest bucket" },
        { "IMAGE_GCS_URI", "gs://my.bucket_0-1/a b/ü.png", "a path with a space and a letter beyond ASCII" },
        { "TRACE_HOUR_UTC", "2026-01-20T13:00", "no offset is UTC" },
        { "TRACE_HOUR_UTC", "2026-01-20 13:00:00+00:00", "a space for the T" },
        { "JITTER_S", "0", "lower bound" },
        { "JITTER_S", "3599", "upper bound" },
        { "JITTER_S", "0.0004", "a fraction" },
        { "JITTER_S", ".5", "a fraction without a leading digit" },
        { "TIMEOUT_S", "1", "lower bound" },
        { "TIMEOUT_S", "450", "as long as the default hold allows" },
        { "VERIFY_TLS", "TRUE", "upper case" },
        { "VERIFY_TLS", "N", "upper case" },
        { "IMAGE_QUALITY", "1", "lower bound" },
        { "IMAGE_QUALITY", "100", "upper bound" },
        { "CRYPTO_BITS", "1024", "lower bound" },
        { "CRYPTO_BITS", "16384", "upper bound" },
        { "VIDEO_PASSES", "1", "lower bound" },
        { "VIDEO_PASSES", "10", "upper bound" },
        { "AUTH_MODE", "Bearer", "any case" },
        { "AUTH_BEARER_TOKEN", "!~az09+/=._-", "the ends of printable ASCII" },
        { "LOG_GCS_BUCKET", "abc", "the shortest" },
        { "LOG_GCS_BUCKET", new string('b', 63), "the longest without dots" },
        {
            "LOG_GCS_BUCKET", $"{new string('b', 63)}.{new string('c', 63)}.{new string('d', 63)}.{new string('e', 30)}",
            "the longest with dots: 222"
        },
        { "LOG_GCS_PREFIX", "a/b//c", "slashes inside" },
        { "LOG_GCS_PREFIX", new string('p', 768), "the longest" },
        { "LOG_GCS_OBJECT", "{run_id}{timestamp}{trace_hour}{experiment_id}{scenario}", "every placeholder" },
        { "LOG_GCS_OBJECT", "folder/", "a folder, which gets a name" },
        { "LOG_GCS_OBJECT", new string('o', 1007), "the longest: with -{run_id} it has 1024 bytes" },
        { "LOG_GCS_OBJECT", new string('o', 997) + "/", "the longest folder: with run-{run_id}.jsonl it has 1024 bytes" },
        { "EVENTS_TOPIC", "projects/example.com:p-1/topics/a.B-9~_+%", "a domain's project; every kind of character" },
        { "TICK_AHEAD_S", "0", "lower bound" },
        { "TICK_AHEAD_S", "1800", "upper bound" },
        { "WARM_UP_S", "0", "lower bound: none" },
        { "WARM_UP_S", "300", "upper bound" },
        { "LEAD_S", "1", "lower bound" },
        { "LEAD_S", "3600", "upper bound" },
        { "PLAN_WINDOW_S", "60", "lower bound" },
        { "PLAN_WINDOW_S", "570", "upper bound" },
        { "HOLD_MAX_S", "60", "lower bound" },
        { "HOLD_MAX_S", "450", "as long as the default timeout allows" },
        { "MAX_LATENESS_S", "0", "lower bound" },
        { "MAX_LATENESS_S", "2678400", "upper bound: a message is kept for 31 days" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_value_within_its_rule_is_taken(string name, string value, string reason)
    {
        var configuration = Variables.Of("A").With(name, value).Read();

        Assert.True(configuration is not null, reason);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "EXPERIMENT_ID", LongestId + "x", "129 characters" },
        { "EXPERIMENT_ID", "a b", "a space inside" },
        { "EXPERIMENT_ID", "a/b", "a slash would make another folder" },
        { "EXPERIMENT_ID", "a:b", "a colon separates the parts of event IDs" },
        { "EXPERIMENT_ID", "é", "not ASCII" },
        { "EXPERIMENT_ID", "a\n\u0000b", "control characters" },
        { "SCENARIO", "AB", "two scenarios" },
        { "SCENARIO", "1", "a number, though enumerations have some" },
        { "IMAGE_GCS_URI", "gs://abc", "no object" },
        { "IMAGE_GCS_URI", "gs://abc/", "an empty object" },
        { "IMAGE_GCS_URI", "gs:///x", "an empty bucket" },
        { "IMAGE_GCS_URI", "gs://ab/x", "a bucket of two characters" },
        { "IMAGE_GCS_URI", "gs://Abc/x", "an upper-case bucket" },
        { "IMAGE_GCS_URI", "GS://abc/x", "an upper-case scheme" },
        { "VIDEO_GCS_URI", "https://storage.googleapis.com/abc/x", "another scheme" },
        { "VIDEO_GCS_URI", "gs://abc/a\nb", "a line break" },
        { "VIDEO_GCS_URI", $"gs://abc/{new string('x', 1025)}", "an object name of 1025 bytes" },
        { "FIXED_REGION", "us-east\n1", "a line break" },
        { "TRACE_HOUR_UTC", "2026-01-20", "no time" },
        { "TRACE_HOUR_UTC", "yesterday", "no moment" },
        { "JITTER_S", "-0.001", "below" },
        { "JITTER_S", "3599.001", "above" },
        { "JITTER_S", "1,5", "a decimal comma" },
        { "JITTER_S", "1e3", "an exponent" },
        { "JITTER_S", "0x10", "hexadecimal" },
        { "JITTER_S", "NaN", "not a number" },
        { "JITTER_S", "Infinity", "not a number" },
        { "JITTER_S", "١٥", "digits beyond ASCII" },
        { "TIMEOUT_S", "0.999", "below" },
        { "TIMEOUT_S", "480.001", "above" },
        { "TIMEOUT_S", "00:02:00", "a time of day" },
        { "VERIFY_TLS", "on", "another word" },
        { "DRY_RUN", "01", "another number" },
        { "LOG_GCS_ALLOW_OVERWRITE", "j", "another language" },
        { "IMAGE_FORMAT", "WE\u0007BP", "a control character" },
        { "IMAGE_QUALITY", "0", "below" },
        { "IMAGE_QUALITY", "101", "above" },
        { "IMAGE_QUALITY", "85.5", "not whole" },
        { "CRYPTO_BITS", "1023", "below" },
        { "CRYPTO_BITS", "16385", "above" },
        { "CRYPTO_BITS", "4294967296", "beyond 32 bits" },
        { "VIDEO_PASSES", "0", "below" },
        { "VIDEO_PASSES", "11", "above" },
        { "AUTH_MODE", "basic", "another mode" },
        { "AUTH_MODE", "0", "a number, though enumerations have some" },
        { "LOG_GCS_BUCKET", "ab", "two characters" },
        { "LOG_GCS_BUCKET", new string('b', 64), "64 without dots" },
        { "LOG_GCS_BUCKET", $"{new string('b', 64)}.c", "64 before a dot" },
        { "LOG_GCS_BUCKET", $"{new string('b', 63)}.{new string('c', 63)}.{new string('d', 63)}.{new string('e', 31)}", "223 with dots" },
        { "LOG_GCS_BUCKET", "a..b", "nothing between dots" },
        { "LOG_GCS_BUCKET", "-ab", "a hyphen at the start" },
        { "LOG_GCS_BUCKET", "ab_", "an underscore at the end" },
        { "LOG_GCS_BUCKET", "gs://logs", "a URL" },
        { "LOG_GCS_PREFIX", "//", "slashes alone" },
        { "LOG_GCS_PREFIX", "..", "no name for an object or a folder" },
        { "LOG_GCS_PREFIX", "a\rb", "a line break" },
        { "LOG_GCS_PREFIX", new string('p', 769), "no room for the rest of the name" },
        { "LOG_GCS_OBJECT", "/logs/x.jsonl", "a slash at the start" },
        { "LOG_GCS_OBJECT", "logs\n.jsonl", "a line break" },
        { "LOG_GCS_OBJECT", "{date}.jsonl", "an unknown placeholder" },
        { "LOG_GCS_OBJECT", "{RUN_ID}.jsonl", "placeholders have a case" },
        { "LOG_GCS_OBJECT", "{run_id.jsonl", "a brace that is never closed" },
        { "LOG_GCS_OBJECT", "run_id}.jsonl", "a brace that was never opened" },
        { "LOG_GCS_OBJECT", new string('o', 1008), "one byte too many for -{run_id}" },
        { "LOG_GCS_OBJECT", new string('o', 998) + "/", "one byte too many for run-{run_id}.jsonl" },
        { "LOG_GCS_OBJECT", new string('ü', 504), "bytes count, not characters" },
        { "EVENTS_TOPIC", "events", "no project" },
        { "EVENTS_TOPIC", "projects/p/subscriptions/events", "a subscription" },
        { "EVENTS_TOPIC", "projects//topics/events", "an empty project" },
        { "EVENTS_TOPIC", "projects/p/topics/ev", "two characters" },
        { "EVENTS_TOPIC", "projects/p/topics/" + new string('t', 256), "256 characters" },
        { "EVENTS_TOPIC", "projects/p/topics/1st", "a digit at the start" },
        { "EVENTS_TOPIC", "projects/p/topics/google", "a reserved start" },
        { "EVENTS_TOPIC", "projects/p/topics/events/", "something behind it" },
        { "TICK_AHEAD_S", "-1", "below" },
        { "TICK_AHEAD_S", "1801", "above" },
        { "WARM_UP_S", "-1", "below" },
        { "WARM_UP_S", "301", "above" },
        { "LEAD_S", "0.5", "below" },
        { "LEAD_S", "3601", "above" },
        { "PLAN_WINDOW_S", "59", "below" },
        { "PLAN_WINDOW_S", "571", "above" },
        { "HOLD_MAX_S", "59", "below" },
        { "HOLD_MAX_S", "481", "above" },
        { "MAX_LATENESS_S", "-1", "below" },
        { "MAX_LATENESS_S", "2678401", "above" },
        { "LOADGEN_REGION", "us-east\n1", "a line break" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_value_outside_its_rule_is_named_with_what_is_allowed(string name, string value, string reason)
    {
        var problem = Assert.Single(Variables.Of("A").With(name, value).Refuse().Problems);

        Assert.Equal((reason, name), (reason, problem.Variable));
        Assert.True(problem.Found.Length is > 2 and < 300, reason);
        Assert.DoesNotContain(problem.ToString(), char.IsControl);
        Assert.NotEmpty(problem.Allowed);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("Yes", true)]
    [InlineData("y", true)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("NO", false)]
    [InlineData("n", false)]
    public void Switches_have_four_words_each_way(string value, bool meaning) =>
        Assert.Equal(
            (meaning, meaning, meaning),
            Variables.Of("A").With("DRY_RUN", value).With("VERIFY_TLS", value).With(
                "LOG_GCS_ALLOW_OVERWRITE", value).Read() is var configuration
                ? (configuration.DryRun, configuration.Targets.VerifyTls, configuration.Log.AllowOverwrite) : default);

    [Theory]
    [InlineData("a", Scenario.A)]
    [InlineData("A", Scenario.A)]
    [InlineData(" b ", Scenario.B)]
    [InlineData("c", Scenario.C)]
    public void A_scenario_has_any_case(string value, Scenario scenario) =>
        Assert.Equal(scenario, Variables.Of(value.Trim().ToUpperInvariant()).With("SCENARIO", value).Read().Scenario);

    [Fact]
    public void An_unknown_placeholder_is_told_which_there_are()
    {
        var problem = Assert.Single(Variables.Of("A").With("LOG_GCS_OBJECT", "logs/{date}/{run_id}.jsonl").Refuse().Problems);

        Assert.StartsWith("'{date}' in ", problem.Found, StringComparison.Ordinal);
        Assert.EndsWith(
            "placeholders: {run_id} {timestamp} {trace_hour} {experiment_id} {scenario}", problem.Allowed, StringComparison.Ordinal);
    }
}
