using System.Text.Json;
using Loadgen.Configuration;

namespace Loadgen.Cli.Rehearsals;

/// <summary>The experiments of a rehearsal without env files: the three scenarios against the sample functions.</summary>
internal static class SampleExperiments
{
    public const string MediaBucket = "rehearsal-media";
    public const string Image = "image.raw";
    public const string Video = "video.raw";

    private static readonly string[] Regions = ["us-east1", "europe-north2", "europe-west1"];

    /// <summary>Region → URL of a sample function. A region is a path, for there is one machine.</summary>
    public static IReadOnlyDictionary<string, Uri> UrlsOf(string functionId, Uri address) =>
        Regions.ToDictionary(region => region, region => new Uri(address, $"{region}/{functionId}"), StringComparer.Ordinal);

    /// <summary>The experiments of scenarios.</summary>
    /// <param name="scenarios">The scenarios; <see langword="null"/>: all three.</param>
    /// <param name="urls">Function → region → URL.</param>
    /// <param name="dispatcher">Scenario C's.</param>
    /// <param name="pace">What a fast clock asks for; <see langword="null"/>: it is none.</param>
    public static IReadOnlyList<Experiment> Of(
        IReadOnlyList<Scenario>? scenarios, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Uri>> urls, Uri dispatcher, FastPace? pace) =>
        [.. (scenarios ?? Enum.GetValues<Scenario>()).Select(scenario => Of(scenario, urls, dispatcher, pace))];

    /// <summary>The experiment of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="urls">Function → region → URL.</param>
    /// <param name="dispatcher">Scenario C's.</param>
    /// <param name="pace">What a fast clock asks for; <see langword="null"/>: it is none.</param>
    private static Experiment Of(
        Scenario scenario, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Uri>> urls, Uri dispatcher, FastPace? pace)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["EXPERIMENT_ID"] = "rehearsal",
            ["SCENARIO"] = scenario.ToString(),
            ["IMAGE_GCS_URI"] = $"gs://{MediaBucket}/{Image}",
            ["VIDEO_GCS_URI"] = $"gs://{MediaBucket}/{Video}",
            ["FUNCTION_URLS_JSON"] = JsonSerializer.Serialize(urls),
            ["FIXED_REGION"] = "us-east1",
            ["DISPATCHER_URL"] = dispatcher.AbsoluteUri,
            // A key of the contract's 4096 bits takes a laptop seconds, which at 60 times the speed are minutes.
            ["CRYPTO_BITS"] = "2048",
        };
        return Experiment.Of(new("the rehearsal's own settings", variables.GetValueOrDefault, static _ => null), pace);
    }
}
