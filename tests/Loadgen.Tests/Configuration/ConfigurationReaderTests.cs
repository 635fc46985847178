using Loadgen.Configuration;

namespace Loadgen.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    [Fact]
    public void What_is_not_given_has_the_tables_default()
    {
        var configuration = Variables.Of("A").Read();

        Assert.Null(configuration.TraceHour);
        Assert.Equal(15, configuration.JitterSeconds);
        Assert.Equal(TimeSpan.FromSeconds(120), configuration.Timeout);
        Assert.Equal((TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(1800)), (configuration.HoldMax, configuration.MaxLateness));
        Assert.False(configuration.DryRun);
        Assert.True(configuration.Targets.VerifyTls);
        Assert.Equal(AuthMode.Bearer, configuration.Targets.AuthMode);
        Assert.Null(configuration.Targets.FunctionCredentials.BearerToken);
        Assert.Empty(configuration.Targets.FunctionCredentials.ExtraHeaders);
        Assert.Equal(
            new LogSettings { Bucket = null, Prefix = "loadgen-logs", ObjectName = null, AllowOverwrite = false }, configuration.Log);
        Assert.Equal(
            new PlannerSettings
            {
                EventsTopic = "projects/p/topics/events",
                WorkloadUri = null,
                Parameters = new()
                {
                    ImageUri = "gs://inputs/image.png",
                    VideoUri = "gs://inputs/clips/video.mp4",
                    ImageFormat = "WEBP",
                    ImageQuality = 85,
                    CryptoBits = 4096,
                    VideoPasses = 2,
                },
                TickAhead = TimeSpan.FromSeconds(120),
                WarmUp = TimeSpan.FromSeconds(30),
                Lead = TimeSpan.FromSeconds(10),
                PlanWindow = TimeSpan.FromSeconds(540),
            },
            configuration.Planner);
        Assert.Equal(new InvokerSettings { Region = null }, configuration.Invoker);
    }

    [Fact]
    public void Every_variable_reaches_its_place()
    {
        var configuration = Variables.Of("A")
            .With("TRACE_HOUR_UTC", "2026-01-20T15:59:59+02:00").With("JITTER_S", "7.25").With("TIMEOUT_S", "90.5")
            .With("VERIFY_TLS", "no").With("DRY_RUN", "Y").With("LOG_GCS_ALLOW_OVERWRITE", "1")
            .With("WORKLOAD_URI", "day.yaml").With("IMAGE_FORMAT", "avif").With("IMAGE_QUALITY", "1")
            .With("CRYPTO_BITS", "2048").With("VIDEO_PASSES", "10")
            .With("AUTH_BEARER_TOKEN", "t0ken").With("EXTRA_HEADERS_JSON", """{"X-Experiment": "A"}""").With("AUTH_MODE", "OIDC")
            .With("LOG_GCS_BUCKET", "logs").With("LOG_GCS_PREFIX", "/deep/er/").With("LOG_GCS_OBJECT", "o/{run_id}.jsonl")
            .With("TICK_AHEAD_S", "0").With("WARM_UP_S", "300").With("LEAD_S", "3600").With("PLAN_WINDOW_S", "60")
            .With("HOLD_MAX_S", "60").With("MAX_LATENESS_S", "0").With("LOADGEN_REGION", "europe-north2")
            .Read();

        Assert.Equal("experiment-2026-01-15", configuration.ExperimentId);
        Assert.Equal(Scenario.A, configuration.Scenario);
        Assert.Equal(new DateTimeOffset(2026, 1, 20, 13, 0, 0, TimeSpan.Zero), configuration.TraceHour);
        Assert.Equal(7.25, configuration.JitterSeconds);
        Assert.Equal(TimeSpan.FromSeconds(90.5), configuration.Timeout);
        Assert.True(configuration.DryRun);
        Assert.False(configuration.Targets.VerifyTls);
        Assert.Equal(AuthMode.Oidc, configuration.Targets.AuthMode);
        Assert.Equal("us-east1", configuration.Targets.FixedRegion);
        Assert.Equal("t0ken", configuration.Targets.FunctionCredentials.BearerToken);
        Assert.Equal("A", configuration.Targets.FunctionCredentials.ExtraHeaders["x-experiment"]);
        Assert.Equal(
            new LogSettings { Bucket = "logs", Prefix = "deep/er", ObjectName = "o/{run_id}.jsonl", AllowOverwrite = true },
            configuration.Log);
        Assert.Equal(
            new PlannerSettings
            {
                EventsTopic = "projects/p/topics/events",
                WorkloadUri = "day.yaml",
                Parameters = new()
                {
                    ImageUri = "gs://inputs/image.png",
                    VideoUri = "gs://inputs/clips/video.mp4",
                    ImageFormat = "AVIF",
                    ImageQuality = 1,
                    CryptoBits = 2048,
                    VideoPasses = 10,
                },
                TickAhead = TimeSpan.Zero,
                WarmUp = TimeSpan.FromMinutes(5),
                Lead = TimeSpan.FromHours(1),
                PlanWindow = TimeSpan.FromMinutes(1),
            },
            configuration.Planner);
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.Zero), (configuration.HoldMax, configuration.MaxLateness));
        Assert.Equal("europe-north2", configuration.Invoker!.Region);
    }

    [Fact]
    public void All_problems_come_at_once_and_in_the_tables_order()
    {
        var exception = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["MAX_LATENESS_S"] = "soon",
            ["SCENARIO"] = "D",
            ["VIDEO_GCS_URI"] = "video.mp4",
            ["JITTER_S"] = "3600",
            ["DRY_RUN"] = "maybe",
            ["VERIFY_TLS"] = "2",
            ["AUTH_MODE"] = "basic",
            ["EVENTS_TOPIC"] = "events",
            ["CRYPTO_BITS"] = "4096.0",
        }.Refuse();

        Assert.Equal(
            [
                "EXPERIMENT_ID", "SCENARIO", "IMAGE_GCS_URI", "VIDEO_GCS_URI", "JITTER_S", "VERIFY_TLS", "DRY_RUN", "CRYPTO_BITS",
                "AUTH_MODE", "EVENTS_TOPIC", "MAX_LATENESS_S",
            ],
            exception.Problems.Select(problem => problem.Variable));
        Assert.StartsWith(
            "The configuration has 11 problems:\n  EXPERIMENT_ID: found nothing; allowed: 1–128 of",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("\n  JITTER_S: found '3600'; allowed: a number of seconds, 0–3599\n", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "A", ConfigurationRole.Local, "EXPERIMENT_ID SCENARIO IMAGE_GCS_URI VIDEO_GCS_URI FUNCTION_URLS_JSON FIXED_REGION EVENTS_TOPIC")]
    [InlineData("B", ConfigurationRole.Local, "EXPERIMENT_ID SCENARIO IMAGE_GCS_URI VIDEO_GCS_URI FUNCTION_URLS_JSON EVENTS_TOPIC")]
    [InlineData("C", ConfigurationRole.Local, "EXPERIMENT_ID SCENARIO IMAGE_GCS_URI VIDEO_GCS_URI DISPATCHER_URL EVENTS_TOPIC")]
    [InlineData("C", ConfigurationRole.Planner, "EXPERIMENT_ID SCENARIO IMAGE_GCS_URI VIDEO_GCS_URI DISPATCHER_URL EVENTS_TOPIC")]
    [InlineData("C", ConfigurationRole.Invoker, "EXPERIMENT_ID SCENARIO DISPATCHER_URL")]
    [InlineData("C", ConfigurationRole.None, "EXPERIMENT_ID SCENARIO DISPATCHER_URL")]
    public void Without_a_required_variable_nothing_starts(string scenario, ConfigurationRole role, string required)
    {
        var names = required.Split(' ');
        foreach (var name in names)
        {
            foreach (var missing in new[] { null, "", " \t\n" })
            {
                var exception = Variables.Of(scenario).With(name, missing).Refuse(role);

                var problem = Assert.Single(exception.Problems);
                Assert.Equal((name, "nothing"), (problem.Variable, problem.Found));
            }
        }

        Assert.NotNull(Variables.Of(scenario).Where(pair => names.Contains(pair.Key, StringComparer.Ordinal)).ToDictionary().Read(role));
    }

    [Theory]
    [InlineData("workloads/day.yaml", "a path")]
    [InlineData("/mnt/a b/day.json", "an absolute path, with a space")]
    [InlineData("gs://bucket/workloads/day.yaml", "an object")]
    [InlineData("gs://bucket/workloads/day.yaml#1712345678901234", "an object's generation")]
    public void Inputs_and_targets_of_another_workload_are_its_own_affair(string uri, string reason)
    {
        var configuration = Variables.Of("B").With("WORKLOAD_URI", uri)
            .With("IMAGE_GCS_URI", null).With("VIDEO_GCS_URI", null).With("FUNCTION_URLS_JSON", """{"mine": {"r": "https://m.example/"}}""")
            .Read();

        var planner = configuration.Planner!;
        Assert.Equal((reason, uri, null, null), (reason, planner.WorkloadUri, planner.Parameters.ImageUri, planner.Parameters.VideoUri));
    }

    [Theory]
    [InlineData("https://example.com/day.yaml", "neither an object nor a path")]
    [InlineData("gs://bucket", "a bucket alone")]
    [InlineData("gs://Bucket/day.yaml", "no bucket's name")]
    [InlineData("two\nlines", "no path")]
    public void A_workload_is_an_object_or_a_path(string uri, string reason)
    {
        var problem = Assert.Single(Variables.Of("A").With("WORKLOAD_URI", uri).Refuse().Problems);

        Assert.Equal((reason, "WORKLOAD_URI"), (reason, problem.Variable));
    }

    [Fact]
    public void What_a_workload_may_ask_for_must_be_right_where_it_is_given() => Assert.Equal(
        ["IMAGE_GCS_URI", "CRYPTO_BITS"],
        Variables.Of("A").With("WORKLOAD_URI", "day.yaml").With("IMAGE_GCS_URI", "image.png").With("CRYPTO_BITS", "1").Refuse().Problems
            .Select(problem => problem.Variable));

    [Fact]
    public void An_invoker_takes_any_map_since_it_does_not_know_the_workload()
    {
        var variables = Variables.Of("A").With("FUNCTION_URLS_JSON", """{"mine": {"us-east1": "https://m.example/"}}""");

        Assert.Equal(["mine"], variables.Read(ConfigurationRole.Invoker).Targets.FunctionUrls.Keys);
        Assert.Equal(
            "FIXED_REGION: found 'us-west1', not mapped for any function; allowed: a region mapped for every function",
            Assert.Single(variables.With("FIXED_REGION", "us-west1").Refuse(ConfigurationRole.Invoker).Problems).ToString());
    }

    [Fact]
    public void A_role_looks_at_its_own_variables_and_no_other_roles()
    {
        var broken = Variables.Of("A").With("LEAD_S", "0").With("LOADGEN_REGION", "two\nlines");

        Assert.Equal(["LOADGEN_REGION"], broken.Refuse(ConfigurationRole.Invoker).Problems.Select(problem => problem.Variable));
        Assert.Equal(["LEAD_S"], broken.Refuse(ConfigurationRole.Planner).Problems.Select(problem => problem.Variable));
        Assert.Equal(["LEAD_S", "LOADGEN_REGION"], broken.Refuse().Problems.Select(problem => problem.Variable));
        var shared = broken.Read(ConfigurationRole.None);
        Assert.Null(shared.Planner);
        Assert.Null(shared.Invoker);
    }

    [Theory]
    [InlineData("A", "DISPATCHER_URL")]
    [InlineData("A", "DISPATCHER_AUTH_BEARER_TOKEN")]
    [InlineData("A", "DISPATCHER_EXTRA_HEADERS_JSON")]
    [InlineData("B", "FIXED_REGION")]
    [InlineData("B", "DISPATCHER_URL")]
    [InlineData("C", "FIXED_REGION")]
    public void What_the_scenario_does_not_use_may_be_wrong(string scenario, string unused) =>
        Assert.NotNull(Variables.Of(scenario).With(unused, "no such place").Read());

    [Theory]
    [InlineData("120", "450", null)]
    [InlineData("90", "480", null)]
    [InlineData("91", "480", "91 together with TIMEOUT_S 480, 571 in all")]
    [InlineData("480", "90.001", "480 together with TIMEOUT_S 90.001, 570.001 in all")]
    [InlineData(null, "451", "120 together with TIMEOUT_S 451, 571 in all")]
    [InlineData("480", null, "480 together with TIMEOUT_S 120, 600 in all")]
    public void Holding_and_calling_leave_time_to_answer_the_push(string? hold, string? timeout, string? found)
    {
        var variables = Variables.Of("A").With("HOLD_MAX_S", hold).With("TIMEOUT_S", timeout);

        foreach (var role in new[] { ConfigurationRole.Planner, ConfigurationRole.Invoker })
        {
            if (found is null)
                Assert.NotNull(variables.Read(role));
            else
                Assert.Equal([("HOLD_MAX_S", found)], variables.Refuse(role).Problems.Select(p => (p.Variable, p.Found)));
        }
    }

    [Fact]
    public void Two_wrong_durations_are_not_added_up() =>
        Assert.Equal(
            ["TIMEOUT_S", "HOLD_MAX_S"],
            Variables.Of("A").With("TIMEOUT_S", "481").With("HOLD_MAX_S", "481").Refuse().Problems.Select(problem => problem.Variable));

    [Fact]
    public void Every_variable_of_the_table_is_asked_for_by_some_scenario()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variables in new[] { "A", "B", "C" }.Select(Variables.Of))
        {
            ConfigurationReader.Read(
                name =>
                {
                    asked.Add(name);
                    return variables.GetValueOrDefault(name);
                },
                ConfigurationRole.Local);
        }

        // OpenTelemetry's SDK reads those two by itself.
        var telemetry = TelemetryVariables.InOrder.Except(["OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.Equal(
            ConfigurationVariables.InOrder.Concat(telemetry).Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }
}
