using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Loadgen.Clocks;
using Loadgen.Dispatching;

namespace Loadgen.Tests.Dispatching;

public sealed class DispatchAnswerTests
{
    private static readonly Dictionary<string, Uri> Regions = new()
    {
        ["europe-north2"] = new("http://north.test/"),
        ["us-east1"] = new("http://east.test/"),
    };

    private static DispatchAnswer Read(string json, IReadOnlyDictionary<string, Uri>? regions = null)
    {
        using var document = JsonDocument.Parse(json);
        return DispatchAnswer.Read(document.RootElement.Clone(), regions);
    }

    /// <summary>All that was understood, as <c>name=value</c>, of what is there.</summary>
    private static string Describe(DispatchAnswer answer)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("status", answer.Status),
            ("priority", answer.Priority?.GetRawText()),
            ("carbon", answer.CarbonIntensity?.ToString(CultureInfo.InvariantCulture)),
            ("time", answer.TargetTime is { } time ? Instant.ToMilliseconds(time) : null),
            ("region", answer.TargetRegion),
            ("function_url", answer.FunctionUrl?.AbsoluteUri),
            ("url", answer.TargetUrl?.AbsoluteUri),
            ("error", answer.LookupError),
            ("delay", answer.Delay?.ToString()),
            ("latency", answer.LatencyMilliseconds?.ToString(CultureInfo.InvariantCulture)),
            ("failed", answer.IsFailure ? "yes" : null),
        };
        return string.Join(' ', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={part.Value}"));
    }

    public static TheoryData<string, string, string> Members => new()
    {
        { "{}", "", "every member may be missing" },
        {
            """
            {"status":null,"priority":null,"carbon_intensity":null,"target_time":null,"target_region":null,"function_url":null,
            """ + """
            "delay":null,"latency_ms":null}
            """,
            "", "or null"
        },
        { """{"status":"scheduled"}""", "status=scheduled", "text" },
        { """{"status":202}""", "status=202", "a number tells as much" },
        { """{"status":true}""", "status=true", "spelt as it came" },
        { """{"status":{"code":1}}""", "", "an object is no status" },
        { """{"priority":3,"carbon_intensity":41.50}""", "priority=3 carbon=41.50", "numbers, as they came" },
        { """{"priority":"high","carbon_intensity":"41.50"}""", "priority=\"high\" carbon=41.50", "text" },
        { """{"carbon_intensity":"low"}""", "", "text that is no number" },
        { """{"carbon_intensity":"-1e2"}""", "carbon=-100", "text that is a number in another notation" },
        { """{"priority":[1],"carbon_intensity":{}}""", "", "neither a number nor text" },
        { """{"priority":{"level": 1}}""", "priority=\"{\\u0022level\\u0022: 1}\"", "an object is its JSON text" },
        { """{"target_time":"2026-01-20T18:00:00Z"}""", "time=2026-01-20T18:00:00.000Z", "ISO 8601" },
        { """{"target_time":"2026-01-20T18:00:00.123456+00:00"}""", "time=2026-01-20T18:00:00.123Z", "as Python writes it" },
        { """{"target_time":"2026-01-20T13:00:00-05:00"}""", "time=2026-01-20T18:00:00.000Z", "with an offset" },
        { """{"target_time":"2026-01-20T18:00:00"}""", "time=2026-01-20T18:00:00.000Z", "without an offset it is UTC" },
        { """{"target_time":"Tue, 20 Jan 2026 18:00:00 GMT"}""", "time=2026-01-20T18:00:00.000Z", "RFC 1123" },
        { """{"target_time":"2026-01-20 18:00:00"}""", "time=2026-01-20T18:00:00.000Z", "a space for the T" },
        { """{"target_time":"2026-01-20 13:00:00.5-05:00"}""", "time=2026-01-20T18:00:00.500Z", "a space, and an offset" },
        { """{"target_time":"Tue, 20 Jan 2026 13:00:00 -0500"}""", "time=2026-01-20T18:00:00.000Z", "RFC 1123 with a numeric offset" },
        { """{"target_time":"Tue, 20 Jan 2026 18:00:00 +0000"}""", "time=2026-01-20T18:00:00.000Z", "as Python's e-mail writes it" },
        { """{"target_time":"Tue, 20 Jan 2026 18:00:00 -00:00"}""", "time=2026-01-20T18:00:00.000Z", "with a colon" },
        { """{"target_time":"Fri, 2 Jan 2026 18:00:00 GMT"}""", "time=2026-01-02T18:00:00.000Z", "a day of one digit" },
        { """{"target_time":"Tue, 20 Jan 2026 18:00:00 EST"}""", "", "another zone's name" },
        { """{"target_time":"Tue, 20 Jan 2026 18:00:00"}""", "", "RFC 1123 without a zone" },
        { """{"target_time":"Mon, 20 Jan 2026 18:00:00 GMT"}""", "", "a day of the week that it is not" },
        { """{"target_time":"tomorrow"}""", "", "no moment" },
        { """{"target_time":1768932000}""", "", "a number" },
        { """{"datetime":"2026-01-20T18:00:00Z"}""", "time=2026-01-20T18:00:00.000Z", "the other name" },
        {
            """{"datetime":"2026-01-20T19:00:00Z","target_time":"2026-01-20T18:00:00Z"}""", "time=2026-01-20T18:00:00.000Z",
            "both: target_time"
        },
        { """{"datetime":"2026-01-20T19:00:00Z","target_time":null}""", "time=2026-01-20T19:00:00.000Z", "null is missing" },
        { """{"datetime":"2026-01-20T19:00:00Z","target_time":5}""", "time=2026-01-20T19:00:00.000Z", "a wrong type is missing" },
        { """{"delay":true}""", "delay=True", "a boolean" },
        { """{"delay":false}""", "delay=False", "a boolean" },
        { """{"delay":"true"}""", "delay=True", "text" },
        { """{"delay":"False"}""", "delay=False", "as Python spells it" },
        { """{"delay":"YES"}""", "delay=True", "a word" },
        { """{"delay":"no"}""", "delay=False", "a word" },
        { """{"delay":"1"}""", "delay=True", "a digit" },
        { """{"delay":"0"}""", "delay=False", "a digit" },
        { """{"delay":1}""", "delay=True", "a number" },
        { """{"delay":0}""", "delay=False", "a number" },
        { """{"delay":2}""", "", "another number" },
        { """{"delay":"maybe"}""", "", "other text" },
        { """{"latency_ms":12.5}""", "latency=12.5", "a fraction" },
        { """{"latency_ms":"12.5"}""", "latency=12.5", "a number in quotes" },
        { """{"latency_ms":"fast"}""", "", "no number" },
        {
            """{"latency_ms":4,"execution_time_ms":3,"execution_latency_ms":2,"end_to_end_latency_ms":1}""", "latency=1",
            "the first name counts, not the first place"
        },
        { """{"latency_ms":4,"execution_time_ms":3,"execution_latency_ms":2}""", "latency=2", "the second" },
        { """{"latency_ms":4,"execution_time_ms":3}""", "latency=3", "the third" },
        { """{"latency_ms":4,"execution_time_ms":null,"end_to_end_latency_ms":[1]}""", "latency=4", "null and wrong types are missing" },
        { """{"latency_ms":0}""", "latency=0", "zero is a latency" },
    };

    public static TheoryData<string, bool, string> Failures => new()
    {
        { """{"statusCode":500,"body":"{}"}""", true, "a status code of its own" },
        { """{"statusCode":400}""", true, "the first that is a failure" },
        { """{"statusCode":"503"}""", true, "in quotes" },
        { """{"statusCode":399,"error":null}""", false, "no failure" },
        { """{"statusCode":200,"status":"scheduled"}""", false, "a success" },
        { """{"status":"failed"}""", true, "in so many words" },
        { """{"status":"ERROR","target_region":"us-east1"}""", true, "in capitals, and with a target" },
        { """{"status":"scheduled"}""", false, "another word" },
        { """{"status":500}""", false, "a number is no such word" },
        { """{"error":"no region has capacity"}""", true, "an error and no target" },
        { """{"error":{"code":7}}""", true, "whatever the error is" },
        { """{"error":"none","target_time":"2026-01-20T18:00:00Z"}""", true, "a time alone is no target" },
        { """{"error":"slow","target_region":"us-east1"}""", false, "an error and a region" },
        { """{"error":"slow","url":"http://f.test/"}""", false, "an error and a URL" },
        { """{"error":"slow","url":"/relative"}""", true, "an error and no URL" },
        { """{"error":null}""", false, "none" },
        { """{"error":""}""", false, "none" },
        { """{"error":false}""", false, "none" },
        { "{}", false, "nothing is said" },
        { "[]", false, "no object" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_dispatcher_can_say_that_it_failed(string json, bool failed, string reason) =>
        Assert.True(Read(json, Regions).IsFailure == failed, reason);

    [Theory]
    [MemberData(nameof(Members))]
    public void What_was_answered_is_understood_as_far_as_it_can_be(string json, string expected, string reason) =>
        Assert.True(expected == Describe(Read(json)), $"{reason}: {Describe(Read(json))}");

    public static TheoryData<string, bool, string, string> Targets => new()
    {
        { """{"target_region":"us-east1"}""", true, "region=us-east1 url=http://east.test/", "a region is looked up" },
        { """{"region":"us-east1"}""", true, "region=us-east1 url=http://east.test/", "under its other name" },
        {
            """{"region":"us-east1","target_region":"europe-north2"}""", true, "region=europe-north2 url=http://north.test/",
            "both: target_region"
        },
        { """{"region":"us-east1","target_region":7}""", true, "region=us-east1 url=http://east.test/", "a wrong type is missing" },
        { """{"region":"us-east1","target_region":""}""", true, "region=us-east1 url=http://east.test/", "nothing is missing" },
        {
            """{"target_region":"mars"}""", true,
            "region=mars error=region 'mars' is not in FUNCTION_URLS_JSON (there are: europe-north2, us-east1)",
            "a region that is not mapped"
        },
        {
            """{"target_region":"mars"}""", false,
            "region=mars error=no URL is configured for region 'mars': the function is not in FUNCTION_URLS_JSON", "no map"
        },
        { """{"function_url":"https://f.test/x"}""", true, "function_url=https://f.test/x url=https://f.test/x", "a URL needs no region" },
        { """{"url":"https://f.test/x"}""", true, "function_url=https://f.test/x url=https://f.test/x", "under its other name" },
        {
            """{"url":"https://u.test/","function_url":"https://f.test/"}""", true, "function_url=https://f.test/ url=https://f.test/",
            "both: function_url"
        },
        {
            """{"url":"https://u.test/","function_url":"/relative"}""", true, "function_url=https://u.test/ url=https://u.test/",
            "the one that is a URL"
        },
        {
            """{"function_url":"https://f.test/","region":"us-east1"}""", true,
            "region=us-east1 function_url=https://f.test/ url=https://f.test/", "a URL is not looked up"
        },
        {
            """{"function_url":"https://f.test/","region":"mars"}""", true, "region=mars function_url=https://f.test/ url=https://f.test/",
            "and its region not either"
        },
        {
            """{"function_url":"f.test","region":"us-east1"}""", true, "region=us-east1 url=http://east.test/",
            "no absolute URL: the region's"
        },
        {
            """{"function_url":"ftp://f.test/"}""", true, "error=the dispatcher's function_url is not an absolute http(s) URL",
            "another scheme"
        },
        {
            """{"function_url":"file:///etc/passwd"}""", false, "error=the dispatcher's function_url is not an absolute http(s) URL",
            "a file"
        },
        { """{"function_url":{"href":"https://f.test/"}}""", true, "", "a wrong type is missing, and no error" },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_target_is_the_answered_URL_or_the_answered_regions(string json, bool isMapped, string expected, string reason) =>
        Assert.True(
            expected == Describe(Read(json, isMapped ? Regions : null)), $"{reason}: {Describe(Read(json, isMapped ? Regions : null))}");

    public static TheoryData<string, string> Hostile => new()
    {
        { "[]", "an array" },
        { "\"scheduled\"", "text" },
        { "null", "null" },
        { """{"status":"\ud800"}""", "half a surrogate pair in text" },
        { """{"target_region":"\udfff","region":"us-east1"}""", "half a surrogate pair where a region should be" },
        { """{"\ud800":1}""", "half a surrogate pair in a name" },
        { """{"priority":"\ud800"}""", "half a surrogate pair in what is kept as it came" },
        { """{"latency_ms":1e999}""", "a number that nothing holds" },
        { """{"latency_ms":-1e999}""", "a number that nothing holds" },
        { """{"latency_ms":"1e999"}""", "the same in quotes" },
        { """{"latency_ms":"NaN"}""", "not a number" },
        { """{"target_time":"9999-12-31T23:59:59-14:00"}""", "after the end of time" },
        { """{"target_time":"0001-01-01T00:00:00+14:00"}""", "before its beginning" },
        { """{"function_url":"http://"}""", "half a URL" },
        { """{"function_url":"http://[::1"}""", "a broken address" },
        { """{"target_region":{"a":[{"b":{}}]},"delay":[[[]]],"target_time":{},"latency_ms":{"value":1}}""", "nesting everywhere" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Nothing_that_is_answered_throws_or_is_taken_for_a_target(string json, string reason)
    {
        var answer = Read(json, Regions);

        Assert.True(answer is { TargetUrl: null, TargetTime: null, LatencyMilliseconds: null }, reason);
        Assert.DoesNotContain('\ud800', Describe(answer));
    }

    [Fact]
    public void An_answer_that_was_no_JSON_tells_nothing() => Assert.Equal(new DispatchAnswer(), DispatchAnswer.Read(null, Regions));

    [Property(Replay = "20260120,13", MaxTest = 300)]
    public bool No_text_in_any_member_throws(string? text)
    {
        // Every UTF-16 unit escaped, so that halves of surrogate pairs stay what they are.
        var escaped = new StringBuilder();
        foreach (var unit in text ?? "")
            escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        string[] names =
        [
            "status", "priority", "target_time", "target_region", "function_url", "delay", "latency_ms", "carbon_intensity", "statusCode",
            "error",
        ];

        return Read($"{{{string.Join(',', names.Select(name => $"\"{name}\":\"{escaped}\""))}}}", Regions) is not null;
    }
}
