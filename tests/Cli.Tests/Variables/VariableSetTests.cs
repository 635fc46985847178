using Loadgen.Cli.Variables;
using Loadgen.Configuration;
using Loadgen.Testing.Workloads;

namespace Loadgen.Cli.Tests.Variables;

public sealed class VariableSetTests
{
    private const string WithoutScenario = "EXPERIMENT_ID: x\n";
    private const string WithScenario = "EXPERIMENT_ID: x\nSCENARIO: a\n";

    public static TheoryData<string, Scenario[]?, string, string> Wanted => new()
    {
        { WithScenario, null, "a", "nothing is asked for" },
        { WithScenario, [Scenario.A], "a", "what the file has" },
        { WithoutScenario, [Scenario.B], "B", "the file leaves it open" },
        { "SCENARIO: ' '", [Scenario.B], "B", "white space names none" },
        { WithoutScenario, [Scenario.A, Scenario.B, Scenario.C], "A B C", "one file for all of them" },
        { "SCENARIO: D", [Scenario.A], "D", "no scenario: the configuration's problem, which is told there" },
    };

    [Theory]
    [MemberData(nameof(Wanted))]
    internal void A_file_is_taken_for_the_scenarios_that_are_asked_for(string file, Scenario[]? wanted, string expected, string reason)
    {
        var sets = EnvFile.Parse("env.yaml", file).For(wanted);

        Assert.Equal((expected, reason), (string.Join(' ', sets.Select(set => set.Text("SCENARIO"))), reason));
    }

    [Theory]
    [InlineData("found B, and", Scenario.B)]
    [InlineData("found A, B, C, and", Scenario.A, Scenario.B, Scenario.C)]
    internal void A_file_of_another_scenario_is_refused_and_not_relabelled(string found, params Scenario[] wanted)
    {
        var problem = Assert.Throws<UsageException>(() => EnvFile.Parse("env.A.yaml", WithScenario).For(wanted));

        Assert.Equal(
            $"--scenario: {found} env.A.yaml:2 has SCENARIO A; "
            + "allowed: A, or variables without SCENARIO, which are taken for every scenario that is named.",
            problem.Message);
    }

    [Fact]
    public void A_name_that_is_no_variable_is_listed_with_all_other_problems()
    {
        var variables = EnvFile.Parse("env.A.yaml", EnvFiles.ScenarioA
            .Replace("JITTER_S: 15", "TIMEOUT_SECONDS: 20\nJITTER_S: soon", StringComparison.Ordinal) + "\nlog_gcs_bucket: logs\n");

        var problem = Assert.Throws<UsageException>(() => variables.Read(ConfigurationRole.None));

        Assert.Equal(
            [
                "the configuration from env.A.yaml has 3 problems:",
                "  line 6: TIMEOUT_SECONDS: found a name that is no variable; "
                    + "allowed: those of README.md, of which TIMEOUT_S is the nearest",
                "  line 16: log_gcs_bucket: found a name that is no variable; "
                    + "allowed: those of README.md, of which LOG_GCS_BUCKET is the nearest",
                "  line 7: JITTER_S: found 'soon'; allowed: a number of seconds, 0–3599",
            ],
            problem.Message.Split('\n'));
    }

    [Fact]
    public void OpenTelemetrys_names_are_known_where_the_functions_read_them()
    {
        var variables = EnvFile.Parse("env.A.yaml", $"{EnvFiles.ScenarioA}\nOTEL_EXPORTER_OTLP_ENDPOINT: \"http://127.0.0.1:4318\"\n");

        Assert.Equal("experiment-2026-01-15", variables.Read(ConfigurationRole.None).ExperimentId);
        Assert.Equal("http://127.0.0.1:4318", variables.ToDictionary()["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    }

    [Fact]
    public void Others_of_OpenTelemetrys_names_are_strange()
    {
        var variables = EnvFile.Parse("env.A.yaml", $"{EnvFiles.ScenarioA}\nOTEL_EXPORTER_JAEGER_ENDPOINT: x\n");

        var problem = Assert.Throws<UsageException>(() => variables.Read(ConfigurationRole.None));

        Assert.EndsWith(
            "line 15: OTEL_EXPORTER_JAEGER_ENDPOINT: found a name that is no variable; "
                + "allowed: those of README.md, of which OTEL_EXPORTER_OTLP_ENDPOINT is the nearest",
            problem.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_strange_name_alone_is_a_problem()
    {
        var variables = EnvFile.Parse("env.A.yaml", $"{EnvFiles.ScenarioA}\n\"RE\\tGION\": x\n");

        var problem = Assert.Throws<UsageException>(() => variables.Read(ConfigurationRole.None));

        Assert.Contains("1 problem:\n  line 15: RE GION: found a name", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_is_never_called_is_a_warning()
    {
        var variables = EnvFile.Parse("env.A.yaml", EnvFiles.ScenarioA.Replace(
            "  {\n", "  {\n    \"crypto_keygen\": {\"us-east1\": \"https://old.example/\"},\n    \"x\": {},\n", StringComparison.Ordinal));
        var configuration = variables.Read(ConfigurationRole.None);

        Assert.Equal(
            [
                "env.A.yaml:8: FUNCTION_URLS_JSON has 'crypto_keygen', which the workload never calls. Did you mean crypto_key_gen?",
                "env.A.yaml:8: FUNCTION_URLS_JSON has 'x', which the workload never calls.",
            ],
            variables.Warnings(configuration, SomeWorkload.BuiltIn));
    }

    [Fact]
    public void Without_one_there_is_no_warning()
    {
        var variables = EnvFile.Parse("env.A.yaml", EnvFiles.ScenarioA);
        var configuration = variables.Read(ConfigurationRole.None);

        Assert.Empty(variables.Warnings(configuration, SomeWorkload.BuiltIn));
    }
}
