using System.Text.Json.Nodes;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Support;

/// <summary>Texts for <c>FUNCTION_URLS_JSON</c>.</summary>
internal static class TestUrls
{
    /// <summary>All functions in <c>us-east1</c>, one of them with a URL of the test's own.</summary>
    public static string With(string function, string url)
    {
        var functions = new JsonObject();
        foreach (var known in BuiltInWorkload.Unresolved.Functions)
        {
            var target = known.Id == function ? url : $"http://{known.Id.Replace('_', '-')}.test/";
            functions[known.Id] = new JsonObject { ["us-east1"] = target };
        }

        return functions.ToJsonString();
    }
}
