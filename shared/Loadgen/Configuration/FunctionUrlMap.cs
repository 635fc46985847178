using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Configuration;

/// <summary><c>FUNCTION_URLS_JSON</c> and <c>FIXED_REGION</c>: where the workload's targets can be called.</summary>
internal static class FunctionUrlMap
{
    private const string Shape = "a JSON object: function → region → absolute http(s) URL without user info";

    /// <summary>Reads the map, which scenarios A and B need; C looks up what it can in it. The workload says whether it is whole.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, Uri>> Read(VariableReader variables, Scenario? scenario)
    {
        var map = new OrderedDictionary<string, IReadOnlyDictionary<string, Uri>>();
        var isNeeded = scenario is Scenario.A or Scenario.B;
        void Report(string found) => variables.Report(ConfigurationVariables.FunctionUrls, found, Shape);

        if (variables.Find(ConfigurationVariables.FunctionUrls) is not { } text)
        {
            if (isNeeded)
                variables.Report(ConfigurationVariables.FunctionUrls, Found.Nothing, $"{Shape}, with every target of the workload");
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
        }

        return map;
    }

    /// <summary>Reads the region of scenario A.</summary>
    public static string ReadFixedRegion(
        VariableReader variables, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Uri>> map)
    {
        const string name = ConfigurationVariables.FixedRegion;
        var region = variables.Required(name, TextRules.OneLine("a region that FUNCTION_URLS_JSON has for every function"));
        var canJudge = !variables.IsWrong(name) && !variables.IsWrong(ConfigurationVariables.FunctionUrls);
        if (canJudge && !map.Values.Any(urls => urls.ContainsKey(region)))
            variables.Report(name, $"{Excerpt.Quoted(region)}, not mapped for any function", "a region mapped for every function");
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
}
