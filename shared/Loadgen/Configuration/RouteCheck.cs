using Loadgen.Serialization;
using Loadgen.Workloads;

namespace Loadgen.Configuration;

/// <summary>Tells whether all that a workload calls can be routed.</summary>
public static class RouteCheck
{
    /// <summary>What is missing in scenarios A and B, target by target; in C the dispatcher knows.</summary>
    public static IReadOnlyList<ConfigurationProblem> Of(LoadgenConfiguration configuration, Workload workload)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(workload);
        return Of(configuration.Scenario, configuration.Targets, workload, isWellFormed: true);
    }

    /// <param name="isWellFormed">Whether what regions a function has is known for certain.</param>
    internal static IReadOnlyList<ConfigurationProblem> Of(
        Scenario scenario, TargetSettings targets, Workload workload, bool isWellFormed)
    {
        if (scenario is Scenario.C)
            return [];

        var problems = new List<ConfigurationProblem>();
        var outside = new List<string>();
        var called = workload.Functions.Select(function => function.Traits).DistinctBy(traits => (traits.Target, traits.Accelerator));
        foreach (var function in called)
        {
            if (!targets.FunctionUrls.TryGetValue(function.Target, out var urls))
                Add($"no function '{function.Target}'", "every target of the workload");
            else if (!isWellFormed)
                continue;
            else if (urls.Count == 0)
                Add($"no region for '{function.Target}'", "at least one region for every function");
            else if (Router.TryRoute(scenario, targets, function, out _, out var allowed))
                continue;
            else if (scenario is Scenario.A)
                outside.Add($"{function.Target}, which has {Names(urls)}");
            else
                Add($"'{function.Target}' with {Names(urls)}", allowed);
        }

        if (outside.Count > 0 && targets.FixedRegion is { } fixedRegion)
        {
            problems.Add(new(
                ConfigurationVariables.FixedRegion,
                $"{Excerpt.Quoted(fixedRegion)}, not mapped for {string.Join("; ", outside.Distinct(StringComparer.Ordinal))}",
                "a region mapped for every function"));
        }

        return [.. problems.Distinct()];

        void Add(string found, string allowed) => problems.Add(new(ConfigurationVariables.FunctionUrls, found, allowed));
    }

    private static string Names(IReadOnlyDictionary<string, Uri> regions) => string.Join(", ", regions.Keys.Select(Excerpt.Quoted));
}
