using System.Diagnostics.CodeAnalysis;
using Loadgen.Trace;

namespace Loadgen.Configuration;

/// <summary>The routing rules of scenarios A and B; shared/Loadgen/README.md lists them.</summary>
public static class Router
{
    private const string GpuRegion = "europe-west1";
    private const string ScenarioBDefault = "europe-north2";

    /// <summary>Finds where a function is called.</summary>
    /// <param name="scenario">A or B; scenario C asks the dispatcher.</param>
    /// <param name="route">The route, where there is one.</param>
    /// <param name="allowed">Where there is none: what would have been one, and which regions there are.</param>
    public static bool TryRoute(
        Scenario scenario,
        TargetSettings targets,
        FunctionTraits function,
        [NotNullWhen(true)] out Route? route,
        [NotNullWhen(false)] out string? allowed)
    {
        if (!targets.FunctionUrls.TryGetValue(function.Target, out var urls) || urls.Count == 0)
        {
            route = null;
            allowed = $"at least one region with a URL for {function.Target}";
            return false;
        }

        (route, allowed) = scenario switch
        {
            Scenario.A => (
                InFixedRegion(urls, targets.FixedRegion),
                $"a region that is mapped for {function.Target} ({List(urls)})"),
            Scenario.B => (
                InOwnRegion(urls, function),
                $"for {function.Target} one region, or {Preferred(function)} among several (mapped: {List(urls)})"),
            _ => throw new ArgumentOutOfRangeException(nameof(scenario), scenario, "Only scenarios A and B have routes."),
        };
        return route is not null;
    }

    private static Route? InFixedRegion(IReadOnlyDictionary<string, Uri> urls, string? region) =>
        region is not null && urls.TryGetValue(region, out var url) ? new(region, "fixed_region", url) : null;

    private static Route? InOwnRegion(IReadOnlyDictionary<string, Uri> urls, FunctionTraits function)
    {
        if (urls.Count == 1)
        {
            var (region, only) = urls.First();
            return new(region, "function_url_map", only);
        }

        if (RunsOnGpu(function) && urls.TryGetValue(GpuRegion, out var gpu))
            return new(GpuRegion, "gpu_region", gpu);
        return urls.TryGetValue(ScenarioBDefault, out var url) ? new(ScenarioBDefault, "scenario_b_default", url) : null;
    }

    private static bool RunsOnGpu(FunctionTraits function) => function.Accelerator is Accelerator.Gpu;

    private static string Preferred(FunctionTraits function) =>
        RunsOnGpu(function) ? $"{GpuRegion} or {ScenarioBDefault}" : ScenarioBDefault;

    private static string List(IReadOnlyDictionary<string, Uri> urls) => string.Join(", ", urls.Keys);
}
