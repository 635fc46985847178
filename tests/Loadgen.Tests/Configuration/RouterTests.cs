using Loadgen.Configuration;
using Loadgen.Testing.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Configuration;

public sealed class RouterTests
{
    private const string Health = BuiltInWorkload.HealthCheck;
    private const string Video = BuiltInWorkload.VideoTranscoder;

    /// <summary>The function's URL in each region is <c>http://REGION.test/</c>.</summary>
    private static TargetSettings Targets(string function, string regions, string? fixedRegion) => new()
    {
        FixedRegion = fixedRegion,
        FunctionUrls = new Dictionary<string, IReadOnlyDictionary<string, Uri>>
        {
            [function] = regions.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(
                region => region, region => new Uri($"http://{region}.test/")),
        },
    };

    [Theory]
    [InlineData(Scenario.A, Health, "us-east1", "us-east1", "us-east1", "fixed_region", "the one region there is")]
    [InlineData(Scenario.A, Video, "europe-west1 europe-north2 us-east1", "us-east1", "us-east1", "fixed_region", "A has no preferences")]
    [InlineData(Scenario.B, Health, "asia-east1", null, "asia-east1", "function_url_map", "one URL is used, wherever it is")]
    [InlineData(Scenario.B, Video, "asia-east1", null, "asia-east1", "function_url_map", "also for a GPU function")]
    [InlineData(Scenario.B, Video, "europe-west1", null, "europe-west1", "function_url_map", "that there is one URL comes first")]
    [InlineData(Scenario.B, Video, "europe-north2 europe-west1", null, "europe-west1", "gpu_region", "a GPU function among several")]
    [InlineData(
        Scenario.B, Video, "us-east1 europe-north2", null, "europe-north2", "scenario_b_default", "a GPU function without its region")]
    [InlineData(
        Scenario.B, Health, "europe-west1 europe-north2", null, "europe-north2", "scenario_b_default", "europe-west1 is for GPUs alone")]
    [InlineData(
        Scenario.B, Health, "us-east1 europe-north2", "us-east1", "europe-north2", "scenario_b_default", "B does not look at FIXED_REGION")]
    public void A_function_is_called_where_the_scenario_says(
        Scenario scenario, string function, string regions, string? fixedRegion, string expected, string source, string reason)
    {
        var traits = SomeWorkload.TraitsOf(function);
        Assert.True(Router.TryRoute(scenario, Targets(function, regions, fixedRegion), traits, out var route, out _), reason);

        Assert.Equal(new Route(expected, source, new Uri($"http://{expected}.test/")), route);
    }

    [Theory]
    [InlineData(
        Scenario.A, Health, "us-east1 us-west1", "europe-west1", "mapped for api_health_check (us-east1, us-west1)",
        "the fixed region is not mapped")]
    [InlineData(Scenario.A, Health, "us-east1", "US-EAST1", "(us-east1)", "regions are spelt as they are")]
    [InlineData(Scenario.A, Health, "us-east1", null, "(us-east1)", "no fixed region")]
    [InlineData(
        Scenario.B, Health, "us-east1 europe-west1", null, "europe-north2 among several (mapped: us-east1, europe-west1)",
        "several, and not the default")]
    [InlineData(
        Scenario.B, Video, "us-east1 us-west1", null, "europe-west1 or europe-north2 among several (mapped: us-east1, us-west1)",
        "several, and none for GPUs")]
    [InlineData(Scenario.A, Health, "", "us-east1", "at least one region", "no region")]
    [InlineData(Scenario.B, Health, "", null, "at least one region", "no region")]
    public void Without_a_route_it_tells_which_regions_there_are(
        Scenario scenario, string function, string regions, string? fixedRegion, string told, string reason)
    {
        var targets = Targets(function, regions, fixedRegion);

        Assert.False(Router.TryRoute(scenario, targets, SomeWorkload.TraitsOf(function), out var route, out var allowed), reason);

        Assert.Null(route);
        Assert.Contains(told, allowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Scenario.A)]
    [InlineData(Scenario.B)]
    public void A_function_that_is_not_mapped_has_no_route(Scenario scenario)
    {
        var traits = SomeWorkload.TraitsOf(Video);
        Assert.False(Router.TryRoute(scenario, Targets(Health, "us-east1", "us-east1"), traits, out _, out var allowed));

        Assert.Contains(Video, allowed, StringComparison.Ordinal);
    }
}
