using System.Text.Json.Nodes;
using Loadgen.Import.Tests.Support;
using Loadgen.Import.Traces;

namespace Loadgen.Import.Tests.FaasProfiler;

public sealed class InstanceTraceTests
{
    [Fact]
    public void Listed_times_between_calls_are_added_up_to_the_end_of_the_test()
    {
        var imported = Of("""{ "one": { "application": "app", "interarrivals_list": [5, 0.13, 0.15, 9.72, 0.001, 3] } }""");

        Assert.Equal(["00:00:05.000", "00:00:05.130", "00:00:05.280", "00:00:15.000"], imported.Functions["one"].Moments);
        Assert.Equal("app", imported.Functions["one"].Target);
    }

    [Fact]
    public void Uniform_calls_are_equally_far_apart_in_their_window()
    {
        var imported = Of("""{ "one": { "application": "app", "distribution": "Uniform", "rate": 2, "activity_window": [5, 10] } }""");

        var moments = imported.Functions["one"].Moments.Select(Seconds).ToList();
        Assert.InRange(moments.Count, 9, 10);
        Assert.All(moments, moment => Assert.InRange(moment, 5, 10));
        Assert.All(moments.Zip(moments.Skip(1)), pair => Assert.Equal(0.5, pair.Second - pair.First, tolerance: 0.0011));
    }

    [Fact]
    public void Poisson_calls_have_their_rate_and_are_the_same_on_every_machine()
    {
        const string instances = """{ "one": { "application": "app", "distribution": "Poisson", "rate": 10 } }""";

        var imported = Of(instances, duration: 1000);

        var moments = imported.Functions["one"].Moments.Select(Seconds).ToList();
        Assert.InRange(moments.Count, 9700, 10300);
        var gaps = moments.Zip(moments.Skip(1), (one, next) => next - one).ToList();
        // Of an exponential distribution, e⁻¹ is longer than the mean, and e⁻² than twice the mean.
        Assert.InRange(gaps.Count(gap => gap > 0.1) / (double)gaps.Count, 0.35, 0.385);
        Assert.InRange(gaps.Count(gap => gap > 0.2) / (double)gaps.Count, 0.12, 0.15);
        // As a few lines of Python have them.
        Assert.Equal(["00:00:00.311", "00:00:00.480", "00:00:00.615", "00:00:00.645"], imported.Functions["one"].Moments.Take(4));
        Assert.Contains("# Random calls are drawn by Loadgen's own generator", imported.Text);
    }

    [Fact]
    public void Each_instance_and_each_seed_draws_calls_of_its_own()
    {
        const string instances = """
            {
              "one": { "application": "app", "distribution": "Poisson", "rate": 3 },
              "two": { "application": "app", "distribution": "Poisson", "rate": 3 }
            }
            """;

        var imported = Of(instances);

        Assert.NotEqual(imported.Functions["one"].Moments, imported.Functions["two"].Moments);
        Assert.NotEqual(imported.Functions["one"].Moments, Of(instances, seed: "7").Functions["one"].Moments);
        var seededByOption = Of(instances, seed: "null", options: new() { Seed = 7 });
        Assert.Equal(Of(instances, seed: "7").Functions["two"].Moments, seededByOption.Functions["two"].Moments);
    }

    [Fact]
    public void Data_becomes_the_payload_literally_and_URLs_are_listed_and_no_more()
    {
        var imported = Of("""
            {
              "one": {
                "application": "resize", "url": "https://one.example/", "data": { "file": "${IMAGE_GCS_URI}", "n": [1, null] },
                "interarrivals_list": [1]
              },
              "two": { "application": "crop it", "url": "https://two.example/", "data": "text", "interarrivals_list": [1] },
              "three": { "application": "crop it", "url": "https://three.example/", "interarrivals_list": [1] },
              "silent": { "application": "resize", "url": "https://one.example/", "distribution": "Poisson", "rate": 0 }
            }
            """);

        Assert.Equal("""{"file":"${IMAGE_GCS_URI}","n":[1,null]}""", imported.Functions["one"].Payload.ToJsonString());
        Assert.Empty(imported.Functions["two"].Payload);
        Assert.Equal(["resize", "two", "three"], new[] { "one", "two", "three" }.Select(id => imported.Functions[id].Target));
        Assert.Contains("""
            FUNCTION_URLS_JSON: {"resize":{"REGION":"https://one.example/"},
            """, imported.Text);
        Assert.All(imported.Text.Split('\n').Where(line => line.Contains("example/")), line => Assert.StartsWith("#", line));
        Assert.Equal(new Share(4, 3), imported.Report.Functions);
    }

    [Fact]
    public void Data_is_the_same_after_it_was_written()
    {
        const string data = """{"😀":"a 😀 \" \\ \u0001 \u2028 : # é","n":[1.50,1e3,{},[]],"t":true,"":null}""";

        var payload = Of($$"""{ "one": { "application": "a", "interarrivals_list": [1], "data": {{data}} } }""").Functions["one"].Payload;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(data), payload), payload.ToJsonString());
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "{", "w.json:1: found something else at column 2; allowed: JSON", "no JSON" },
        { "[]", "instances: found nothing; allowed: a workload of FaaSProfiler", "an array" },
        { "{}", "instances: found nothing", "no instances" },
        { """{ "instances": {}, "instances": {} }""", "found", "a member twice" },
        { Whole("""{ "one": 7 }"""), "w.json:5: instances.one: found '7'; allowed: an object", "no object" },
        { Whole("""{ "one": {} }"""), "w.json:5: instances.one.application: found nothing; allowed: text", "no application" },
        {
            Whole("{\n\"one\": { \"application\": \"a\" } }"),
            "w.json:6: instances.one.distribution: found nothing; allowed: Poisson, Uniform",
            "no calls"
        },
        { Rate("Normal", "1"), "instances.one.distribution: found '\"Normal\"'", "another distribution" },
        { Rate("Poisson", "-1"), "instances.one.rate: found '-1'; allowed: a number from 0 to 1000000", "a negative rate" },
        { Rate("Poisson", "1e6"), "instances.one.rate: found '1e6'; allowed: at most 10000000 calls", "too many calls" },
        { Rate("Poisson", "\"1\""), "instances.one.rate: found '\"1\"'", "a text" },
        { Rate("Poisson", "1, \"activity_window\": [5]"), "instances.one.activity_window: found '[5]'; allowed: [s, s]", "half a window" },
        { Rate("Poisson", "1, \"activity_window\": [5, 5]"), "instances.one.activity_window: found '[5, 5]'", "an empty window" },
        {
            Whole("""{ "one": { "application": "a", "interarrivals_list": [1, -1] } }"""),
            "instances.one.interarrivals_list: found '-1'",
            "backwards"
        },
        {
            Whole("""{ "one": { "application": "a", "interarrivals_list": 1 } }"""),
            "interarrivals_list: found '1'; allowed: an array",
            "no list"
        },
        {
            """{ "instances": { "a": { "application": "b", "interarrivals_list": [] } } }""",
            "test_duration_in_seconds: found nothing",
            "no duration"
        },
        { Whole("{}", seed: "1.5"), "w.json:4: random_seed: found '1.5'; allowed: a whole number, or null", "half a seed" },
        { Whole("{}"), "in which no function is called", "nobody" },
        { Whole("{ \"one\": \"\\ud800\" }"), "w.json: found half a surrogate pair; allowed: JSON whose texts are Unicode", "no text" },
        {
            Whole("""{ "one": { "application": "a", "interarrivals_list": [1], "data": { "run_id": 1 } } }"""),
            "w.json:5: instances.one.data.run_id: found a member that every event sets itself",
            "what no payload can have"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Something_else_is_refused_with_its_place(string text, string expected, string reason)
    {
        var problems = Imported.Refused(TraceKind.FaasProfiler, new(), Imported.File("w.json", text));

        Assert.True(problems[0].Contains(expected, StringComparison.Ordinal), $"{reason}: {problems[0]}");
    }

    private static Imported Of(string instances, double duration = 15, string seed = "100", ImportOptions? options = null) =>
        Imported.Of(TraceKind.FaasProfiler, options ?? new(), Imported.File("w.json", Whole(instances, duration, seed)));

    private static string Rate(string distribution, string rate) =>
        Whole($$"""{ "one": { "application": "a", "distribution": "{{distribution}}", "rate": {{rate}} } }""");

    private static string Whole(string instances, double duration = 15, string seed = "100") => $$"""
        {
          "test_name": "example",
          "test_duration_in_seconds": {{duration}},
          "random_seed": {{seed}}, "blocking_cli": false, "endpoint": "generic",
          "instances": {{instances}}
        }
        """;

    private static double Seconds(string moment) => TimeSpan.Parse(moment, System.Globalization.CultureInfo.InvariantCulture).TotalSeconds;
}
