using Loadgen.Cli.Variables;
using Loadgen.Configuration;

namespace Loadgen.Cli.Tests.Variables;

public sealed class EnvFileTests
{
    public static TheoryData<string, string?, string> Values => new()
    {
        { "KEY: \"value\"", "value", "gcloud's own form" },
        { "KEY: 'it''s'", "it's", "single quotation marks" },
        { "KEY: value", "value", "no quotation marks" },
        { "KEY: 15", "15", "a number as it is written" },
        { "KEY: 0.50", "0.50", "and keeps its zeros" },
        { "KEY: true", "true", "a boolean as it is written" },
        { "KEY: 2026-01-20T13:00:00Z", "2026-01-20T13:00:00Z", "a moment as it is written" },
        { "KEY: |\n  {\n    \"a\": 1\n  }\n", "{\n  \"a\": 1\n}\n", "a block string keeps its lines" },
        { "KEY: >-\n  {\"a\":\n  1}\n", "{\"a\": 1}", "a folded one joins them" },
        { "KEY: \"{\\\"a\\\": 1}\"", "{\"a\": 1}", "JSON on one line" },
        { "# a comment\n\nKEY: value # another\n", "value", "comments do not count" },
        { "KEY:", "", "a key alone has no value" },
        { "KEY: ~", "", "nor has YAML's null" },
        { "KEY: \"null\"", "null", "but quoted it is text" },
        { "OTHER: value", null, "another key" },
        { "", null, "an empty file has no variables" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_taken_as_it_is_written(string file, string? expected, string reason)
    {
        Assert.True(expected == EnvFile.Parse("env.yaml", file).Text("KEY"), reason);
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "A: 1\nKEY:\n  nested: 1",
            "env.yaml:2: KEY is a mapping; allowed: text. Write JSON as a block string: KEY: |-",
            "JSON without the bar is YAML"
        },
        { "KEY: {\"a\": 1}", "env.yaml:1: KEY is a mapping;", "and on one line as well" },
        { "KEY: [1, 2]", "env.yaml:1: KEY is a list;", "a list" },
        { "- KEY: 1", "env.yaml:1: the file is a list; allowed: lines of KEY: \"value\".", "not a mapping at all" },
        { "KEY=value", "env.yaml:1: the file is text;", "a shell's format" },
        { "A: 1\nKEY: 1\nKEY: 2", "env.yaml:3: KEY stands there a second time; allowed is once.", "which of them would count?" },
        { "A: 1\nKEY: \"open\nB: 2", "env.yaml:2: not YAML", "a quotation mark that is never closed" },
        { "A: 1\n\tKEY: 2", "env.yaml:1: not YAML from column 4 on", "a tab" },
        { "A: 1\n---\nB: 2", "env.yaml:3: a second YAML document begins; allowed is one.", "two documents" },
        { "A: 1\n\"\": 2", "env.yaml:2: a key is empty;", "a value without a name" },
        { "? [A]\n: 2", "env.yaml:1: a key is a list;", "a list as a name" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_file_and_line(string file, string expected, string reason)
    {
        var problem = Assert.Throws<UsageException>(() => EnvFile.Parse("env.yaml", file));

        Assert.True(problem.Message.StartsWith(expected, StringComparison.Ordinal), $"{reason}: {problem.Message}");
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Theory]
    [InlineData("AUTH_BEARER_TOKEN: \"hunter2\nA: 1")]
    [InlineData("AUTH_BEARER_TOKEN: hunter2: x")]
    [InlineData("AUTH_BEARER_TOKEN: *hunter2")]
    [InlineData("AUTH_BEARER_TOKEN: [hunter2]")]
    [InlineData("AUTH_BEARER_TOKEN: hunter2\nAUTH_BEARER_TOKEN: hunter2")]
    public void No_value_is_repeated_since_it_may_be_a_secret(string file)
    {
        var problem = Assert.Throws<UsageException>(() => EnvFile.Parse("env.yaml", file));

        Assert.DoesNotContain("hunter2", problem.ToString().Split("   at ", 2)[0].Split(" ---> ", 2)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_of_the_configuration_name_the_line_of_the_file()
    {
        var variables = EnvFile.Parse("env.A.yaml", EnvFiles.ScenarioA
            .Replace("us-east1\"\n", "mars\"\n", StringComparison.Ordinal)
            .Replace("JITTER_S: 15", "JITTER_S: soon", StringComparison.Ordinal)
            .Replace("VIDEO_GCS_URI", "VIDEO_URI", StringComparison.Ordinal));

        var problem = Assert.Throws<UsageException>(
            () => variables.WithDefault("EVENTS_TOPIC", "projects/my-project/topics/events").Read(ConfigurationRole.Planner));

        var lines = problem.Message.Split('\n');
        Assert.Equal("the configuration from env.A.yaml has 4 problems:", lines[0]);
        Assert.StartsWith("  line 4: VIDEO_URI: found a name that is no variable;", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("  VIDEO_GCS_URI: found nothing;", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("  line 5: FIXED_REGION: found 'mars'", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("  line 6: JITTER_S: found 'soon'", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Add("env.yaml", "");
        File.WriteAllBytes(path, [.. "KEY: "u8, 0xff]);

        Assert.Equal($"{path}: is not UTF-8.", Assert.Throws<UsageException>(() => EnvFile.Read(path)).Message);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Add("env.yaml", new string('#', 2 * 1024 * 1024));

        var problem = Assert.Throws<UsageException>(() => EnvFile.Read(path));
        Assert.StartsWith($"{path}: larger than 1024 KiB", problem.Message, StringComparison.Ordinal);
    }
}
