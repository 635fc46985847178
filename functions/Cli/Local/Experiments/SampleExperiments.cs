using System.Text.Json;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;
using Loadgen.Samples;
using Loadgen.Workloads;

namespace Loadgen.Cli.Local.Experiments;

/// <summary>The experiments without env files: the three scenarios against the sample functions.</summary>
internal static class SampleExperiments
{
    private const string Urls = "FUNCTION_URLS_JSON";

    private static readonly string[] Regions = ["us-east1", "europe-north2", "europe-west1"];

    /// <summary>What a workload's placeholders stand for: what <see cref="SampleMedia"/> puts into the storage.</summary>
    public static WorkloadParameters Parameters { get; } = new() { ImageUri = SampleMedia.ImageUri, VideoUri = SampleMedia.VideoUri };

    /// <summary>What the sample dispatcher is started with.</summary>
    /// <param name="samples">Target → where its sample listens.</param>
    public static IReadOnlyDictionary<string, string?> DispatcherVariables(IReadOnlyDictionary<string, Uri> samples) =>
        new Dictionary<string, string?> { [Urls] = UrlsOf(samples) };

    /// <summary>The experiments of the scenarios that are asked for, or of all three.</summary>
    /// <param name="samples">Target → where its sample listens: every target of the workload.</param>
    public static IReadOnlyList<Experiment> Of(ExperimentOptions options, IReadOnlyDictionary<string, Uri> samples, Uri dispatcher) =>
        [.. (options.Scenarios ?? Enum.GetValues<Scenario>())
            .Select(scenario => Experiment.Of(VariablesOf(scenario, UrlsOf(samples), dispatcher), options.SampleWorkload))];

    /// <summary>Target → region → URL. A region is a path, since there is one machine.</summary>
    private static string UrlsOf(IReadOnlyDictionary<string, Uri> samples) => JsonSerializer.Serialize(samples.ToDictionary(
        sample => sample.Key,
        sample => Regions.ToDictionary(region => region, region => new Uri(sample.Value, $"{region}/{AnyTarget.PathOf(sample.Key)}"))));

    private static VariableSet VariablesOf(Scenario scenario, string urls, Uri dispatcher)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["EXPERIMENT_ID"] = "rehearsal",
            ["SCENARIO"] = scenario.ToString(),
            ["IMAGE_GCS_URI"] = Parameters.ImageUri,
            ["VIDEO_GCS_URI"] = Parameters.VideoUri,
            [Urls] = urls,
            ["FIXED_REGION"] = "us-east1",
            ["DISPATCHER_URL"] = dispatcher.AbsoluteUri,
        };
        return new("the rehearsal's own settings", variables.GetValueOrDefault, static _ => null);
    }
}
