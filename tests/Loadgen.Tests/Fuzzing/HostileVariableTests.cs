using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Secrets;
using Loadgen.Testing.Fuzzing;
using Loadgen.Tests.Configuration;
using Loadgen.Tests.Support;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Fuzzing;

/// <summary>Whatever the variables hold, there is a configuration to plan and to call with, or a list of what is wrong.</summary>
public sealed class HostileVariableTests
{
    private const string Secret = "hunter2-Vq8";

    /// <summary>A good text for every variable that has no other.</summary>
    private static readonly Dictionary<string, string> Good = new(StringComparer.Ordinal)
    {
        ["TRACE_HOUR_UTC"] = "2026-01-20T13:00:00Z",
        ["JITTER_S"] = "15",
        ["TIMEOUT_S"] = "120",
        ["AUTH_BEARER_TOKEN"] = Secret,
        ["EXTRA_HEADERS_JSON"] = $$"""{"X-Api-Key":"{{Secret}}","Cookie":"a={{Secret}}; b=2"}""",
        ["DISPATCHER_EXTRA_HEADERS_JSON"] = $$"""{"Authorization":"Basic {{Secret}}"}""",
        ["DISPATCHER_URL"] = $"https://dispatcher.example/dispatch?key={Secret}",
        ["LOG_GCS_BUCKET"] = "bucket",
        ["LOG_GCS_PREFIX"] = "logs",
        ["LOG_GCS_OBJECT"] = "logs/{experiment_id}/{scenario}/{trace_hour}-{run_id}.jsonl",
        ["LEAD_S"] = "30",
        ["HOLD_MAX_S"] = "120",
    };

    [Fact]
    public Task A_configuration_is_read_or_refused() => FuzzCampaign.RunAsync(15, Make, variables =>
    {
        try
        {
            var configuration = variables.Read();
            Assert.NotNull(SecretScrubber.Of(configuration).Scrub("text", isWhole: false));
            var plan = HourPlan.Of(configuration, BuiltInWorkload.Of(configuration.Planner!.Parameters), Tick.Read(default), World.Hour);
            Assert.Null(LogObjectName.ProblemOf(plan.Run.LogObject));
            var message = plan.MessageOf(plan.Events[0]);
            Assert.Equal(message.Event, EventMessageCodec.Decode(EventMessageCodec.Encode(message).Data, configuration).Event);
        }
        catch (ConfigurationException refusal)
        {
            Assert.NotEmpty(refusal.Problems);
            Assert.All(refusal.Problems, problem => Assert.DoesNotContain(problem.ToString(), char.IsControl));
            // Of a URL that has lost both its question mark and its equals sign, nobody can say where the path ends.
            Assert.All(
                refusal.Problems.Where(problem => problem.Variable is not "DISPATCHER_URL"),
                problem => Assert.DoesNotContain(Secret, problem.ToString(), StringComparison.Ordinal));
        }
    });

    private static Dictionary<string, string?> Make(Random random)
    {
        var variables = Variables.Of(random.Next(3) switch { 0 => "A", 1 => "B", _ => "C" });
        foreach (var (name, text) in Good)
        {
            if (random.Next(2) == 0)
                variables[name] = text;
        }

        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var name = ConfigurationVariables.InOrder[random.Next(ConfigurationVariables.InOrder.Length)];
            variables[name] = Hostile.Spoil(random, variables.GetValueOrDefault(name) ?? Good.GetValueOrDefault(name, "1"));
        }

        return variables;
    }
}
