using System.Text.Json.Nodes;
using Loadgen.Testing.Workloads;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>Complete sets of variables to change some of.</summary>
internal static class Variables
{
    public static Dictionary<string, string?> Of(string scenario, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["EXPERIMENT_ID"] = "exp",
            ["SCENARIO"] = scenario,
            ["IMAGE_GCS_URI"] = "gs://inputs/image.png",
            ["VIDEO_GCS_URI"] = "gs://inputs/video.mp4",
            // Nobody listens at port 1.
            ["FUNCTION_URLS_JSON"] = Urls(_ => "http://127.0.0.1:1/"),
            ["FIXED_REGION"] = "us-east1",
            ["DISPATCHER_URL"] = "http://127.0.0.1:1/",
            ["EVENTS_TOPIC"] = "projects/p/topics/events",
        };
        foreach (var (name, value) in changes)
            variables[name] = value;
        return variables;
    }

    /// <summary>A text for <c>FUNCTION_URLS_JSON</c>: every function in <c>us-east1</c>.</summary>
    public static string Urls(Func<string, string> urlOf)
    {
        var functions = new JsonObject();
        foreach (var function in SomeWorkload.BuiltIn.Functions)
            functions[function.Id] = new JsonObject { ["us-east1"] = urlOf(function.Id) };
        return functions.ToJsonString();
    }
}
