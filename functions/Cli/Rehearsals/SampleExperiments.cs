using System.Text.Json;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;

namespace Loadgen.Cli.Rehearsals;

/// <summary>The experiments without env files: the three scenarios against the sample functions.</summary>
internal static class SampleExperiments
{
    public const string MediaBucket = "rehearsal-media";
    public const string Image = "image.raw";
    public const string Video = "video.raw";

    private const string Urls = "FUNCTION_URLS_JSON";

    private static readonly string[] Regions = ["us-east1", "europe-north2", "europe-west1"];

    /// <summary>Region → URL of a sample function. A region is a path, since there is one machine.</summary>
    public static IReadOnlyDictionary<string, Uri> UrlsOf(string functionId, Uri address) =>
        Regions.ToDictionary(region => region, region => new Uri(address, $"{region}/{functionId}"), StringComparer.Ordinal);

    /// <summary>What the sample dispatcher is started with.</summary>
    /// <param name="urls">Function → region → URL.</param>
    public static IReadOnlyDictionary<string, string?> DispatcherVariables(IReadOnlyDictionary<string, IReadOnlyDictionary<string, Uri>> urls) =>
        new Dictionary<string, string?> { [Urls] = JsonSerializer.Serialize(urls) };

    /// <summary>The experiments of the scenarios that are asked for, or of all three.</summary>
    /// <param name="urls">Function → region → URL.</param>
    public static IReadOnlyList<Experiment> Of(
        ExperimentOptions options, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Uri>> urls, Uri dispatcher) =>
        [.. (options.Scenarios ?? Enum.GetValues<Scenario>()).Select(
            scenario => Experiment.Of(VariablesOf(scenario, JsonSerializer.Serialize(urls), dispatcher), options.Pace))];

    private static VariableSet VariablesOf(Scenario scenario, string urls, Uri dispatcher)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["EXPERIMENT_ID"] = "rehearsal",
            ["SCENARIO"] = scenario.ToString(),
            ["IMAGE_GCS_URI"] = $"gs://{MediaBucket}/{Image}",
            ["VIDEO_GCS_URI"] = $"gs://{MediaBucket}/{Video}",
            [Urls] = urls,
            ["FIXED_REGION"] = "us-east1",
            ["DISPATCHER_URL"] = dispatcher.AbsoluteUri,
            // A key of the contract's 4096 bits takes a laptop seconds, which at 60 times the speed are minutes.
            ["CRYPTO_BITS"] = "2048",
        };
        return new("the rehearsal's own settings", variables.GetValueOrDefault, static _ => null);
    }
}
