using System.Text.Json.Nodes;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Workloads;

/// <summary>The workload of an experiment that names none: the four functions of the trace.</summary>
public static class BuiltInWorkload
{
    /// <summary>Its <see cref="Workload.Name"/>.</summary>
    public const string Name = "built-in";

    /// <summary>The workload, with the configured parameters in its payloads.</summary>
    public static Workload Of(WorkloadSettings settings) => Of(TraceFunction.DefaultMix, settings);

    /// <summary>The same functions in another mix.</summary>
    /// <exception cref="ArgumentException">One of them is not built in.</exception>
    public static Workload Of(IReadOnlyList<TraceFunction> mix, WorkloadSettings settings) =>
        new(Name, [.. mix.Select(function => new WorkloadFunction(function, PayloadOf(function.Id, settings)))]);

    private static JsonObject PayloadOf(string functionId, WorkloadSettings settings) => functionId switch
    {
        TraceFunction.HealthCheck => new() { ["check"] = "ping" },
        TraceFunction.CryptoKeyGen => new() { ["bits"] = settings.CryptoBits },
        TraceFunction.ImageConverter => new()
        {
            ["gcs_uri"] = settings.ImageUri,
            ["format"] = settings.ImageFormat,
            ["quality"] = settings.ImageQuality,
        },
        TraceFunction.VideoTranscoder => new() { ["gcs_uri"] = settings.VideoUri, ["passes"] = settings.VideoPasses },
        _ => throw new ArgumentException($"The function '{functionId}' is not built in.", nameof(functionId)),
    };
}
