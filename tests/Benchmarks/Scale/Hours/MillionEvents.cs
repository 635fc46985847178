using System.Text;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Benchmarks.Scale.Hours;

/// <summary>An hour as large as a workload may be: 1,000,000 calls of four functions, at moments that look random.</summary>
internal static class MillionEvents
{
    public const int Count = 1_000_000;

    /// <summary>The hour's calls are planned for this moment's hour.</summary>
    private static readonly DateTimeOffset TickTime = new(2026, 1, 20, 12, 59, 0, TimeSpan.Zero);

    private static readonly string[] Functions = ["alpha", "beta", "gamma", "delta"];

    /// <summary>The workload file, in JSON.</summary>
    public static byte[] WorkloadFile { get; } = Encoding.UTF8.GetBytes($$"""
        {"workload":1,"name":"a million events","functions":{ {{string.Join(',', Functions.Select(Function))}} } }
        """);

    public static Workload Read()
    {
        using var file = new MemoryStream(WorkloadFile);
        return WorkloadReader.Read(file, WorkloadSyntax.Json, parameters: null);
    }

    /// <summary>Scenario A, read as both functions read it.</summary>
    public static LoadgenConfiguration Configuration { get; } =
        ConfigurationReader.Read(Variables.GetValueOrDefault, ConfigurationRole.Local);

    public static IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["EXPERIMENT_ID"] = "million",
        ["SCENARIO"] = "A",
        ["FIXED_REGION"] = "us-east1",
        ["FUNCTION_URLS_JSON"] = $"{{{string.Join(',', Functions.Select(id => $"\"{id}\":{{\"us-east1\":\"https://{id}.test/\"}}"))}}}",
        ["WORKLOAD_URI"] = "million.json",
        ["LOG_GCS_BUCKET"] = "logs",
        ["EVENTS_TOPIC"] = "projects/simulated/topics/events",
    };

    public static HourPlan Plan(Workload workload) =>
        HourPlan.Of(Configuration, workload, new Tick(TraceHour: null, DryRun: null, Replay: false), TickTime);

    /// <summary>4,167 calls in each of 40 minutes, 4,166 in each of 20.</summary>
    private static string Function(string id)
    {
        var counts = Enumerable.Range(0, 60).Select(minute => minute < 40 ? "4167" : "4166");
        return $$"""
            "{{id}}":{"payload":{"check":"ping"},"schedule":{"per_minute":[{{string.Join(',', counts)}}],"arrival":"poisson"} }
            """;
    }
}
