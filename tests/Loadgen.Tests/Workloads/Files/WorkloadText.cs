using System.Text;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

/// <summary>Workload files as text. Those in JSON are YAML too.</summary>
internal static class WorkloadText
{
    public static readonly WorkloadParameters Parameters = new() { ImageUri = "gs://inputs/image.png", VideoUri = "gs://inputs/video.mp4" };

    /// <summary>A file whose functions, on line 2, are these.</summary>
    public static string OfFunctions(string functions) => $$"""
        {"workload": 1, "name": "some", "functions":
        {{functions}}
        }
        """;

    /// <summary>A file with a function <c>f</c> whose members, on line 2, are these.</summary>
    public static string OfFunction(string members) => OfFunctions($$"""{"f": { {{members}} } }""");

    /// <summary>A file with a function <c>f</c> whose schedule, on line 2, has these members.</summary>
    public static string OfSchedule(string members) => OfFunction($$"""
        "schedule": { {{members}} }
        """);

    /// <summary>A file with a function <c>f</c> whose payload is this, on line 2.</summary>
    public static string OfPayload(string payload) => OfFunction($$"""
        "schedule": {"count": 1}, "payload": {{payload}}
        """);

    public static Workload Read(string text, WorkloadSyntax syntax = WorkloadSyntax.Yaml) => Read(text, syntax, Parameters);

    public static Workload Read(string text, WorkloadSyntax syntax, WorkloadParameters? parameters) =>
        Read(Encoding.UTF8.GetBytes(text), syntax, parameters);

    public static Workload Read(byte[] content, WorkloadSyntax syntax, WorkloadParameters? parameters = null) =>
        WorkloadReader.Read(new MemoryStream(content), syntax, parameters);

    /// <summary>What a file is refused for, a problem a line.</summary>
    public static string Refusal(string text, WorkloadSyntax syntax = WorkloadSyntax.Yaml) => Refusal(Encoding.UTF8.GetBytes(text), syntax);

    public static string Refusal(byte[] content, WorkloadSyntax syntax) =>
        Assert.Throws<WorkloadException>(() => Read(content, syntax, Parameters)).Message;

    /// <summary>The canonical JSON of a workload.</summary>
    public static string Canonical(Workload workload) => Encoding.UTF8.GetString(WorkloadCodec.Write(workload).Span);

    /// <summary>The payload of the first function as it is stored.</summary>
    public static string PayloadOf(Workload workload) => Canonical(workload).Split("\"payload\":")[1].Split(",\"target\"")[0];
}
