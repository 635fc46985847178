using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Runs;

/// <summary>A run as it was begun, which planning, resuming and invoking believe, however the configuration changed since.</summary>
/// <param name="TickId">The message ID of the tick that began it.</param>
/// <param name="JitterSeconds">The jitter that its events were planned with.</param>
/// <param name="Workload">What it was planned from; <see langword="null"/> in manifests of version 0.9, which pinned none.</param>
public sealed record RunManifest(Run Run, string TickId, double JitterSeconds, PinnedWorkload? Workload)
{
    private const string Tick = "tick_message_id";
    private const string Jitter = "jitter_s";
    private const string WorkloadName = "workload_name";
    private const string WorkloadHash = "workload_sha256";

    internal ReadOnlyMemory<byte> ToUtf8() => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString(Tick, TickId);
        writer.WriteNumber(Jitter, JitterSeconds);
        if (Workload is { } workload)
        {
            writer.WriteString(WorkloadName, workload.Name);
            writer.WriteString(WorkloadHash, workload.Hash);
        }

        writer.WriteStartObject("run");
        RunCodec.WriteMembers(writer, Run);
        RunCodec.WritePlanned(writer, Run);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <exception cref="JsonFormatException">It is not what <see cref="ToUtf8"/> writes, or version 0.9 wrote.</exception>
    internal static RunManifest Read(JsonElement root) => new(
        RunCodec.Read(root.Member("run", JsonValueKind.Object)),
        root.Text(Tick),
        root.Number(Jitter),
        root.TryGetProperty(WorkloadHash, out _) ? new(root.Text(WorkloadName), root.Text(WorkloadHash)) : null);
}
