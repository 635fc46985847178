namespace Loadgen.Tests.Configuration;

public sealed class TargetTests
{
    private const string Rest = """
        "crypto_key_gen": {"r": "https://c.example/"}, "image_format_converter": {"r": "https://i.example/"},
        "video_transcoder": {"r": "https://v.example/"}
        """;

    [Fact]
    public void The_map_keeps_the_order_of_the_text()
    {
        var urls = Variables.Of("B").Read().Targets.FunctionUrls;

        Assert.Equal(["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"], urls.Keys);
        Assert.Equal(["us-east1", "europe-north2"], urls["api_health_check"].Keys);
        Assert.Equal(["europe-north2", "us-east1"], urls["crypto_key_gen"].Keys);
        Assert.Equal(new Uri("https://video-w1.example/"), urls["video_transcoder"]["europe-west1"]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/health", "a loopback address")]
    [InlineData("https://[::1]/", "an IPv6 address")]
    [InlineData("HTTPS://EXAMPLE.com/a?key=1", "upper case and a query")]
    public void Any_absolute_http_url_can_be_called(string url, string reason)
    {
        var configuration = Variables.Of("B").With(
            "FUNCTION_URLS_JSON", $$$"""{"api_health_check": {"r": "{{{url}}}"}, {{{Rest}}}}""").Read();

        Assert.Equal((reason, new Uri(url)), (reason, configuration.Targets.FunctionUrls["api_health_check"]["r"]));
    }

    [Theory]
    [InlineData("\"health\"", "'api_health_check' with a string instead of an object")]
    [InlineData("null", "'api_health_check' with null instead of an object")]
    [InlineData("{}", "no region for 'api_health_check'")]
    [InlineData("""{"r": 1}""", "'api_health_check' in 'r' with a number instead of a URL")]
    [InlineData("""{"": "https://h.example/"}""", "'api_health_check' with a region without a name")]
    [InlineData("""{"r": "/health"}""", "'api_health_check' in 'r' with '/health'")]
    [InlineData("""{"r": "ftp://h.example/"}""", "'api_health_check' in 'r' with 'ftp://h.example/'")]
    [InlineData("""{"r": "https:///x"}""", "'api_health_check' in 'r' with 'https:///x'")]
    [InlineData("""{"r": "https://me:hunter2@h.example/x?sig=hunter2#hunter2"}""", "'api_health_check' in 'r' with 'https://h.example/x'")]
    [InlineData("""{"r": "me:hun/ter2@h.example/x"}""", "'api_health_check' in 'r' with 'h.example/x'")]
    [InlineData("""{"r": "https://h.example/a b"}""", "'api_health_check' in 'r' with 'https://h.example/a b'")]
    [InlineData("""{"r": "https://h.example/", "r": "https://h.example/"}""", "'api_health_check' in 'r' twice")]
    public void A_malformed_entry_is_named_by_function_and_region(string regions, string found)
    {
        var problem = Assert.Single(
            Variables.Of("B").With("FUNCTION_URLS_JSON", $$"""{"api_health_check": {{regions}}, {{Rest}}}""").Refuse().Problems);

        Assert.Equal(("FUNCTION_URLS_JSON", found), (problem.Variable, problem.Found));
        Assert.DoesNotContain("hunter2", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "text that is not JSON from byte 1 of line 1 on")]
    [InlineData("[]", "JSON that is an array")]
    [InlineData("\"x\"", "JSON that is a string")]
    [InlineData("{\"\\ud800\": {}}", "text that is not Unicode")]
    [InlineData("{\"f\": {\"r\": \"\\ud800\"}}", "text that is not Unicode")]
    public void A_map_that_is_no_object_is_described_and_not_repeated(string text, string found)
    {
        var problems = Variables.Of("C").With("FUNCTION_URLS_JSON", text).Refuse().Problems;

        Assert.Equal([("FUNCTION_URLS_JSON", found)], problems.Select(problem => (problem.Variable, problem.Found)));
    }

    // Half a surrogate pair does not survive the way of a theory's data to its test.
    [Fact]
    public void A_map_with_half_a_character_is_described() =>
        Assert.Equal(
            "text that is not Unicode",
            Assert.Single(Variables.Of("C").With("FUNCTION_URLS_JSON", "{\"f\": {\"r\": \"\ud800\"}}").Refuse().Problems).Found);

    [Fact]
    public void All_faults_of_the_map_come_at_once()
    {
        var problems = Variables.Of("B").With("FUNCTION_URLS_JSON", """
            {"api_health_check": {"a": 1, "b": "x"}, "api_health_check": {}, "crypto_key_gen": {"c": "https://c.example/"}}
            """).Refuse().Problems;

        Assert.Equal(
            [
                "'api_health_check' in 'a' with a number instead of a URL", "'api_health_check' in 'b' with 'x'",
                "the function 'api_health_check' twice", "no function 'image_format_converter'", "no function 'video_transcoder'",
            ],
            problems.Select(problem => problem.Found));
    }

    [Fact]
    public void Functions_beyond_the_trace_are_tolerated() =>
        Assert.Contains(
            "other",
            Variables.Of("B").With(
                "FUNCTION_URLS_JSON",
                $$"""{"other": {"x": "https://o.example/", "y": "https://o.example/"}, "api_health_check": {"r": "https://h.example/"}, """
                    + $$"""{{Rest}}}""")
                .Read().Targets.FunctionUrls.Keys);

    [Fact]
    public void Scenario_C_takes_whatever_part_of_the_map_there_is()
    {
        Assert.Empty(Variables.Of("C").Read().Targets.FunctionUrls);
        Assert.Equal(
            ["crypto_key_gen"],
            Variables.Of("C").With(
                "FUNCTION_URLS_JSON",
                """{"crypto_key_gen": {"x": "https://c.example/", "y": "https://c.example/"}}""").Read().Targets.FunctionUrls.Keys);
    }

    [Fact]
    public void A_fixed_region_must_be_mapped_for_every_function()
    {
        var problem = Assert.Single(Variables.Of("A").With("FIXED_REGION", "europe-north2").Refuse().Problems);

        Assert.Equal(
            "FIXED_REGION: found 'europe-north2', not mapped for video_transcoder, which has 'us-east1', 'europe-west1'; allowed: a region "
                + "mapped for every function",
            problem.ToString());
    }

    [Theory]
    [InlineData("api_health_check", """{"x": "https://u.example/"}""", null, "one region needs no rule")]
    [InlineData(
        "api_health_check", """{"x": "https://u.example/", "europe-north2": "https://u.example/"}""", null,
        "the CPU functions' region is there")]
    [InlineData(
        "api_health_check", """{"x": "https://u.example/", "europe-west1": "https://u.example/"}""", "'x', 'europe-west1'",
        "the GPU region is for GPU functions")]
    [InlineData(
        "video_transcoder", """{"x": "https://u.example/", "europe-west1": "https://u.example/"}""", null, "the GPU region is there")]
    [InlineData(
        "video_transcoder", """{"x": "https://u.example/", "europe-north2": "https://u.example/"}""", null,
        "the default also serves GPU functions")]
    [InlineData("video_transcoder", """{"y": "https://u.example/", "x": "https://u.example/"}""", "'y', 'x'", "neither is there")]
    public void Scenario_B_must_be_able_to_choose(string function, string regions, string? found, string reason)
    {
        var others = new[] { "api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder" }
            .Except([function], StringComparer.Ordinal).Select(id => $$"""
                "{{id}}": {"r": "https://r.example/"}
                """);
        var variables = Variables.Of("B").With("FUNCTION_URLS_JSON", $$"""{"{{function}}": {{regions}}, {{string.Join(',', others)}}}""");

        if (found is null)
            Assert.True(variables.Read() is not null, reason);
        else
            Assert.Equal((reason, $"'{function}' with {found}"), (reason, Assert.Single(variables.Refuse().Problems).Found));
    }

    [Theory]
    [InlineData("dispatcher.example", "'dispatcher.example'")]
    [InlineData("https://u:hunter2@d.example/?k=hunter2", "'https://d.example/'")]
    [InlineData("ftp://d.example/xk=hunter2", "'ftp://d.example/xk'")]
    [InlineData("unix:///tmp/d", "'unix:///tmp/d'")]
    public void A_dispatcher_needs_an_absolute_http_url(string url, string found) =>
        Assert.Equal(
            [("DISPATCHER_URL", found)],
            Variables.Of("C").With("DISPATCHER_URL", url).Refuse().Problems.Select(problem => (problem.Variable, problem.Found)));
}
