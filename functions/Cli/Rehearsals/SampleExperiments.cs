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

    /// <summary>What the sample dispatcher is started with.</summary>
    /// <param name="samples">Function → where it listens.</param>
    public static IReadOnlyDictionary<string, string?> DispatcherVariables(IReadOnlyDictionary<string, Uri> samples) =>
        new Dictionary<string, string?> { [Urls] = UrlsOf(samples) };

    /// <summary>The experiments of the scenarios that are asked for, or of all three.</summary>
    /// <param name="samples">Function → where it listens.</param>
    public static IReadOnlyList<Experiment> Of(ExperimentOptions options, IReadOnlyDictionary<string, Uri> samples, Uri dispatcher) =>
        [.. (options.Scenarios ?? Enum.GetValues<Scenario>())
            .Select(scenario => Experiment.Of(VariablesOf(scenario, UrlsOf(samples), dispatcher), options.Pace))];

    /// <summary>Function → region → URL. A region is a path, since there is one machine.</summary>
    private static string UrlsOf(IReadOnlyDictionary<string, Uri> samples) => JsonSerializer.Serialize(samples.ToDictionary(
        sample => sample.Key,
        sample => Regions.ToDictionary(region => region, region => new Uri(sample.Value, $"{region}/{sample.Key}"))));

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
            // A key of the default 4096 bits takes a laptop seconds, which at 60 times the speed are minutes.
            ["CRYPTO_BITS"] = "2048",
        };
        return new("the rehearsal's own settings", variables.GetValueOrDefault, static _ => null);
    }
}
