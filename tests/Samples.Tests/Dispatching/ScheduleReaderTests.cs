using Loadgen.Samples.Dispatching;
using Loadgen.Workloads.Files;

namespace Loadgen.Samples.Tests.Dispatching;

public sealed class ScheduleReaderTests
{
    private const string Any = """{"target_region":"r"}""";

    [Fact]
    public void The_shipped_schedule_is_right_and_decides_for_everything()
    {
        var schedule = ScheduleReader.Load(_ => null);

        Assert.Equal(TimeSpan.FromSeconds(110), schedule.ForwardTimeout);
        Assert.Null(schedule.Find(BuiltInWorkload.HealthCheck, 13).ShiftMinutes);
        var video = schedule.Find(BuiltInWorkload.VideoTranscoder, 13);
        Assert.Equal(("europe-west1", 240), (video.TargetRegion, video.ShiftMinutes));
        Assert.Equal(90, schedule.Find(BuiltInWorkload.CryptoKeyGen, 13).ShiftMinutes);
    }

    [Fact]
    public void The_first_entry_that_matches_decides()
    {
        var schedule = Read(
            """
            {"entries":[{"function":"crypto_key_gen","hour":3,"target_region":"both"},{"hour":3,"target_region":"hour"},
             {"function":"crypto_key_gen","target_region":"function"},{"target_region":"rest"}]}
            """);

        Assert.Equal(
            ["both", "hour", "function", "rest"],
            [
                schedule.Find("crypto_key_gen", 3).TargetRegion, schedule.Find("video_transcoder", 3).TargetRegion,
                schedule.Find("crypto_key_gen", 4).TargetRegion, schedule.Find("video_transcoder", 4).TargetRegion,
            ]);
    }

    [Fact]
    public void An_entrys_url_overrides_the_files_map_and_that_the_variable()
    {
        var schedule = Read(
            """
            {"function_urls":{"crypto_key_gen":{"r":"http://file/"} },
             "entries":[{"function":"api_health_check","target_region":"r","function_url":"http://entry/"},{"target_region":"r"}]}
            """,
            """
            {"crypto_key_gen":{"r":"http://variable/"},"api_health_check":{"r":"http://variable/"},
             "video_transcoder":{"r":"http://variable/"} }
            """);

        string? UrlOf(string function) => schedule.UrlOf(function, schedule.Find(function, 0))?.ToString();
        Assert.Equal(
            ("http://entry/", "http://file/", "http://variable/", null),
            (UrlOf("api_health_check"), UrlOf("crypto_key_gen"), UrlOf("video_transcoder"), UrlOf("image_format_converter")));
    }

    [Theory]
    [InlineData(
        """{"target_region":"r","function":"x/y"}""",
        "entries[0].function: found 'x/y'; allowed: 1–128 of letters", "a function of an impossible name")]
    [InlineData("""{"target_region":"r","hour":24}""", "entries[0].hour: found 24; allowed: 0 to 23", "no hour of the day")]
    [InlineData("""{"target_region":" "}""", "entries[0].target_region: found nothing; allowed: a region's name", "a blank region")]
    [InlineData(
        """{"target_region":"r","function_url":"ftp://x/"}""",
        "entries[0].function_url: found no such URL; allowed: an absolute", "another scheme")]
    [InlineData(
        """{"target_region":"r","function_url":"http://u:secret@x/"}""",
        "entries[0].function_url: found no such URL", "a password")]
    [InlineData("""{"target_region":"r","shift_minutes":-1}""", "entries[0].shift_minutes: found -1; allowed: 0 to 2880", "into the past")]
    [InlineData(
        """{"target_region":"r","shift_minutes":2881}""",
        "entries[0].shift_minutes: found 2881; allowed: 0 to 2880", "beyond two days")]
    [InlineData("""{"target_region":"r","carbon_intensity":-1}""", "entries[0].carbon_intensity: found -1; allowed: 0 or more", "negative")]
    [InlineData(
        """{"target_region":"r","priority":[]}""",
        "entries[0].priority: found Array; allowed: a number or text", "neither number nor text")]
    [InlineData("null", "entries[0]: found null; allowed: an object", "nothing")]
    [InlineData("{}", "target_region", "no region at all")]
    [InlineData("""{"target_region":"r","region":"r"}""", "region", "a member that is not known")]
    [InlineData("""{"target_region":7}""", "$.entries[0].target_region", "the wrong type")]
    [InlineData(
        """{"function":"api_health_check","target_region":"r"}""",
        "entries: found none without a function at hour 0, 1, 2", "functions left out")]
    [InlineData(
        """{"target_region":"r","hour":0}""", "entries: found none without a function at hour 1, 2, 3", "hours left out")]
    public void A_wrong_entry_is_named(string entry, string problem, string reason)
    {
        var error = Assert.Throws<ScheduleException>(() => Read($$"""{"entries":[{{entry}}]}"""));

        Assert.True(error.Message.Contains(problem, StringComparison.Ordinal), $"{reason}: {error.Message}");
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "another shape")]
    [InlineData("null", "nothing")]
    [InlineData("{", "half of it")]
    [InlineData("""{"api_health_check":null}""", "a function with nothing")]
    [InlineData("""{"api_health_check":{"r":null} }""", "a region with nothing")]
    [InlineData("""{"api_health_check":{"r":"/path"} }""", "a URL that is not absolute")]
    public void A_wrong_variable_is_named(string urls, string reason)
    {
        var error = Assert.Throws<ScheduleException>(() => Read($$"""{"entries":[{{Any}}]}""", urls));

        Assert.True(error.Message.Contains("FUNCTION_URLS_JSON: found ", StringComparison.Ordinal), $"{reason}: {error.Message}");
    }

    [Fact]
    public void Everything_that_is_wrong_is_reported_at_once()
    {
        var error = Assert.Throws<ScheduleException>(
            () => Read("""{"forward_timeout_s":0,"entries":[{"target_region":"r","hour":-1},null]}""", "[]"));

        Assert.Contains("has 4 problems", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<ScheduleException>(
            () => ScheduleReader.Load(name => name == "DISPATCHER_SCHEDULE" ? "/none/schedule.json" : null));

        Assert.Contains("/none/schedule.json", error.Message, StringComparison.Ordinal);
    }

    private static Schedule Read(string json, string? urls = null) => ScheduleReader.Read("test", json, urls);
}
