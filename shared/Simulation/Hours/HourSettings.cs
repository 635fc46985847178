using Loadgen.Logs;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Kernel;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Simulation.Hours;

/// <summary>One hour to simulate.</summary>
/// <param name="Seed">Decides everything that chance decides.</param>
/// <param name="Variables">The configuration, by the variables' names.</param>
/// <param name="Workload">What is planned.</param>
public sealed record HourSettings(
    int Seed, FaultProfile FaultProfile, IReadOnlyDictionary<string, string> Variables, Workload Workload)
{
    /// <summary>Runs of more events than this have shards, as in <see cref="LogServices.MostInOneObject"/>.</summary>
    public int MostInOneObject { get; init; } = LogServices.UsualMostInOneObject;

    /// <summary>The longest is the most that goes with the longest hold.</summary>
    private static readonly string[] Timeouts = ["10", "120", "450"];

    private const string Image = "gs://inputs/image.png";
    private const string Video = "gs://inputs/video.mp4";

    private static readonly string[] Leads = ["1", "10", "60", "3600"];

    /// <summary>The hour of a seed: its faults, its scenario and its way of waiting are all drawn from it.</summary>
    public static HourSettings Of(int seed)
    {
        var random = new Random(seed);
        var usual = BuiltInWorkload.Of(new() { ImageUri = Image, VideoUri = Video });
        var faults = FaultProfile.Of(random);
        var variables = new Dictionary<string, string>
        {
            ["EXPERIMENT_ID"] = "simulated",
            ["IMAGE_GCS_URI"] = Image,
            ["VIDEO_GCS_URI"] = Video,
            ["LOG_GCS_BUCKET"] = "logs",
            ["EVENTS_TOPIC"] = Topics.Events,
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
            variables["FUNCTION_URLS_JSON"] = "{" + string.Join(',', usual.Functions.Select(function =>
                $$"""
                "{{function.Id}}":{"us-east1":"https://{{function.Id.Replace('_', '-')}}.test/"}
                """)) + "}";
        }

        var workload = new Workload(
            usual.Name,
            [.. usual.Functions.Select(function => random.Next(3) == 0 ? Often(function, random) : function)]);
        // A dry run takes no hour from anybody, so that its second tick is one more run.
        return new(seed, variables["DRY_RUN"] == "true" ? faults with { SecondTick = false } : faults, variables, workload)
        {
            // In every other hour few events are many.
            MostInOneObject = seed % 2 == 0 ? LogServices.UsualMostInOneObject : 1,
        };
    }

    /// <summary>An hour of so many events, evenly spread, in which everything goes wrong that can, a little of each.</summary>
    /// <param name="events">60 or more; rounded down to whole events a minute.</param>
    public static HourSettings Big(int seed, int events)
    {
        var random = new Random(seed);
        var usual = BuiltInWorkload.Of(new() { ImageUri = Image, VideoUri = Video });
        var functions = usual.Functions.Count;
        var workload = new Workload(
            usual.Name,
            [.. usual.Functions.Select((function, i) => function with
            {
                Schedule = new PerMinuteSchedule(
                    [.. Enumerable.Repeat((events / 60 / functions) + (i < events / 60 % functions ? 1 : 0), 60)], Arrival.Poisson),
            })]);
        var variables = new Dictionary<string, string>(Of(seed).Variables)
        {
            ["TIMEOUT_S"] = "10",
            ["LEAD_S"] = "5",
            ["PLAN_WINDOW_S"] = "540",
            ["DRY_RUN"] = "false",
        };
        return new(seed, FaultProfile.OfBig(random, events), variables, workload);
    }

    private static WorkloadFunction Often(WorkloadFunction function, Random random) => function with
    {
        Schedule = random.Next(3) switch
        {
            0 => new PerMinuteSchedule(
                [.. Enumerable.Range(0, 60).Select(_ => Math.Max(0, random.Next(12) - 10))], (Arrival)random.Next(2)),
            1 => new OffsetSchedule(Enumerable.Range(0, random.Next(1, 8)).Select(_ => TimeSpan.FromMilliseconds(random.Next(3_600_000)))),
            _ => new CountSchedule(random.Next(1, 8), ((CountSchedule)function.Schedule).Minute),
        },
    };
}
