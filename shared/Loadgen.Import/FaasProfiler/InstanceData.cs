using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loadgen.Import.Sources;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Files.Tokens;

namespace Loadgen.Import.FaasProfiler;

/// <summary>Reads what an instance sends as the payload that it becomes, with the rules that payloads have.</summary>
internal static class InstanceData
{
    /// <param name="path">Where it stands, for problems.</param>
    public static JsonObject? Read(JsonSource source, string path, JsonElement data)
    {
        var findings = new Findings();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(data.GetRawText()));
        using var bytes = new Utf8Stream(content, long.MaxValue);
        var reading = new Reading(new JsonTokenReader(bytes), findings);
        try
        {
            reading.Tokens.Next();
            var payload = new PayloadReader(reading, PayloadTexts.Literal).Read();
            findings.ThrowIfAny();
            return payload;
        }
        catch (WorkloadException e)
        {
            foreach (var problem in e.Problems)
                source.RefuseText(problem.Place.Length > 0 ? $"{path}.{problem.Place}" : path, problem.Found, problem.Allowed);
            return null;
        }
    }
}
