using System.Text.Json;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Configuration;

/// <summary><c>FUNCTION_URLS_JSON</c> and <c>FIXED_REGION</c>: where the functions of the trace can be called.</summary>
internal static class FunctionUrlMap
{
    private const string Shape = "a JSON object: function id → region → absolute http(s) URL without user info";

    /// <summary>Reads the map. Scenarios A and B need it whole; C looks up what it can in it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, Uri>> Read(VariableReader variables, Scenario? scenario)
    {
        var map = new OrderedDictionary<string, IReadOnlyDictionary<string, Uri>>();
        var isNeeded = scenario is Scenario.A or Scenario.B;
        void Report(string found) => variables.Report(ConfigurationVariables.FunctionUrls, found, Shape);

        if (variables.Find(ConfigurationVariables.FunctionUrls) is not { } text)
        {
            if (isNeeded)
                variables.Report(ConfigurationVariables.FunctionUrls, Found.Nothing, $"{Shape}, with every function of the trace");
        }
        else if (!JsonVariable.TryRead(text, out var functions, out var found))
        {
            Report(found);
        }
        else
        {
            foreach (var function in functions.EnumerateObject())
            {
                if (string.IsNullOrWhiteSpace(function.Name))
                    Report("a function without a name");
                if (!map.TryAdd(function.Name, ReadRegions(function.Name, function.Value, Report)))
                    Report($"the function {Excerpt.Quoted(function.Name)} twice");
            }

            if (isNeeded)
                RequireWholeTrace(variables, map, scenario);
        }

        return map;
    }

    /// <summary>Reads the region of scenario A, in which every function of the trace must have a URL.</summary>
    public static string ReadFixedRegion(
        VariableReader variables, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Uri>> map)
    {
        const string name = ConfigurationVariables.FixedRegion;
        var region = variables.Required(name, TextRules.OneLine("a region that FUNCTION_URLS_JSON has for every function"));
        if (variables.IsWrong(name) || variables.IsWrong(ConfigurationVariables.FunctionUrls))
            return region;

        var lacking = TraceFunction.DefaultMix.Where(function => !map[function.Id].ContainsKey(region)).ToList();
        if (lacking.Count > 0)
        {
            var missing = string.Join("; ", lacking.Select(function => $"{function.Id}, which has {Names(map[function.Id])}"));
            variables.Report(name, $"{Excerpt.Quoted(region)}, not mapped for {missing}", "a region mapped for every function");
        }

        return region;
    }

    private static OrderedDictionary<string, Uri> ReadRegions(string function, JsonElement element, Action<string> report)
    {
        var urls = new OrderedDictionary<string, Uri>();
        if (element.ValueKind is not JsonValueKind.Object)
        {
            report($"{Excerpt.Quoted(function)} with {JsonVariable.Describe(element)} instead of an object");
            return urls;
        }

        foreach (var region in element.EnumerateObject())
        {
            var place = $"{Excerpt.Quoted(function)} in {Excerpt.Quoted(region.Name)}";
            if (string.IsNullOrWhiteSpace(region.Name))
                report($"{Excerpt.Quoted(function)} with a region without a name");
            else if (region.Value.ValueKind is not JsonValueKind.String)
                report($"{place} with {JsonVariable.Describe(region.Value)} instead of a URL");
            else if (!TextRules.Url.TryParse(region.Value.GetString()!.Trim(), out var url))
                report($"{place} with {Found.Url(region.Value.GetString()!)}");
            else if (!urls.TryAdd(region.Name, url))
                report($"{place} twice");
        }

        return urls;
    }

    private static void RequireWholeTrace(
        VariableReader variables, OrderedDictionary<string, IReadOnlyDictionary<string, Uri>> map, Scenario? scenario)
    {
        // What is malformed has been said; whether it would have been enough is not worth a second complaint.
        const string name = ConfigurationVariables.FunctionUrls;
        var isWellFormed = !variables.IsWrong(name);
        var targets = new TargetSettings { FunctionUrls = map };
        foreach (var function in TraceFunction.DefaultMix)
        {
            if (!map.TryGetValue(function.Id, out var regions))
            {
                variables.Report(name, $"no function '{function.Id}'", "every function of the trace");
            }
            else if (regions.Count == 0 && isWellFormed)
            {
                variables.Report(name, $"no region for '{function.Id}'", "at least one region for every function");
            }
            else if (scenario is Scenario.B && regions.Count > 1
                && !Router.TryRoute(Scenario.B, targets, function.Traits, out _, out var allowed))
            {
                variables.Report(name, $"'{function.Id}' with {Names(regions)}", allowed);
            }
        }
    }

    private static string Names(IReadOnlyDictionary<string, Uri> regions) => string.Join(", ", regions.Keys.Select(Excerpt.Quoted));
}
