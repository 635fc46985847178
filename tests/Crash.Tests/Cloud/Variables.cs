using System.Text.Json;
using Loadgen.Testing.Workloads;

namespace Crash.Tests.Cloud;

/// <summary>The configuration of all processes, by the variables' names.</summary>
internal static class Variables
{
    public const string Experiment = "crash";
    public const string Bucket = "crash-logs";
    public const string LogPrefix = "loadgen-logs";
    public const string EventsTopic = "projects/crash/topics/events";

    /// <summary>The configuration.</summary>
    /// <param name="targets">Where the targets listen.</param>
    /// <param name="others">What comes on top.</param>
    public static IReadOnlyDictionary<string, string> Of(Uri targets, IReadOnlyDictionary<string, string> others) =>
        new Dictionary<string, string>(others)
        {
            ["EXPERIMENT_ID"] = Experiment,
            ["SCENARIO"] = "A",
            ["FIXED_REGION"] = "us-east1",
            ["FUNCTION_URLS_JSON"] = JsonSerializer.Serialize(SomeWorkload.BuiltIn.Functions.ToDictionary(
                function => function.Id,
                function => new Dictionary<string, Uri> { ["us-east1"] = new Uri(targets, function.Id) })),
            ["EVENTS_TOPIC"] = EventsTopic,
            ["LOG_GCS_BUCKET"] = Bucket,
            ["LOG_GCS_PREFIX"] = LogPrefix,
        };
}
