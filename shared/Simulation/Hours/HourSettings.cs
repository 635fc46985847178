using Loadgen.Simulation.Cloud;
using Loadgen.Trace;

namespace Loadgen.Simulation.Hours;

/// <summary>One hour to simulate.</summary>
/// <param name="Seed">Decides everything that chance decides.</param>
/// <param name="Variables">The configuration, by the variables' names.</param>
public sealed record HourSettings(
    int Seed, FaultProfile FaultProfile, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<TraceFunction> Mix)
{
    /// <summary>The longest is the most that goes with the longest hold.</summary>
    private static readonly string[] Timeouts = ["10", "120", "450"];

    private static readonly string[] Leads = ["1", "10", "60", "3600"];

    /// <summary>The hour of a seed: its faults, its scenario and its way of waiting are all drawn from it.</summary>
    public static HourSettings Of(int seed)
    {
        var random = new Random(seed);
        var faults = FaultProfile.Of(random);
        var variables = new Dictionary<string, string>
        {
            ["EXPERIMENT_ID"] = "simulated",
            ["IMAGE_GCS_URI"] = "gs://inputs/image.png",
            ["VIDEO_GCS_URI"] = "gs://inputs/video.mp4",
            ["LOG_GCS_BUCKET"] = "logs",
            ["EVENTS_TOPIC"] = SimulatedPublisher.EventsTopic,
            ["JITTER_S"] = random.Next(2) == 0 ? "15" : "0.5",
            ["TIMEOUT_S"] = Timeouts[random.Next(Timeouts.Length)],
            ["LEAD_S"] = Leads[random.Next(Leads.Length)],
            ["PLAN_WINDOW_S"] = random.Next(2) == 0 ? "540" : "60",
            ["DRY_RUN"] = random.Next(20) == 0 ? "true" : "false",
        };
        if (random.Next(3) == 0)
        {
            variables["SCENARIO"] = "C";
            variables["DISPATCHER_URL"] = "https://dispatcher.test/";
        }
        else
        {
            variables["SCENARIO"] = "A";
            variables["FIXED_REGION"] = "us-east1";
            variables["FUNCTION_URLS_JSON"] = "{" + string.Join(',', TraceFunction.DefaultMix.Select(function =>
                $$"""
                "{{function.Id}}":{"us-east1":"https://{{function.Id.Replace('_', '-')}}.test/"}
                """)) + "}";
        }

        var mix = TraceFunction.DefaultMix
            .Select(function => function with { Count = random.Next(3) == 0 ? random.Next(1, 8) : 1 })
            .ToList();
        // A dry run takes no hour from anybody, so that its second tick is one more run.
        return new(seed, variables["DRY_RUN"] == "true" ? faults with { SecondTick = false } : faults, variables, mix);
    }
}
