using System.Security.Cryptography;
using System.Text.Json;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Workloads;

/// <summary>
/// The canonical JSON of a workload, which a run keeps beside its manifest: on one line, members in a fixed order, functions and payloads
/// in theirs. The same workload gives the same bytes, and so the same hash, on every machine.
/// </summary>
internal static class WorkloadCodec
{
    private const int Version = 1;

    public static ReadOnlyMemory<byte> Write(Workload workload) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("workload", Version);
        writer.WriteString("name", workload.Name);
        if (workload.Minutes is { } minutes)
            writer.WriteString("minutes", minutes.ToString());
        writer.WriteStartObject("functions");
        foreach (var function in workload.Functions)
            Write(writer, function);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The workload's name as content: SHA-256 of its canonical JSON, in lowercase hex digits.</summary>
    public static string HashOf(ReadOnlyMemory<byte> canonical) => Convert.ToHexStringLower(SHA256.HashData(canonical.Span));

    /// <exception cref="JsonFormatException">It is not what <see cref="Write(Workload)"/> writes.</exception>
    public static Workload Read(JsonElement root)
    {
        var version = root.Whole("workload");
        if (version != Version)
            throw new JsonFormatException($"'workload' is {version}; allowed is {Version}");
        var functions = root.Member("functions", JsonValueKind.Object).EnumerateObject();
        return new(root.Text("name"), [.. functions.Select(function => Read(function.Name, function.Value))])
        {
            Minutes = root.TryGetProperty("minutes", out _) ? ReadMinutes(root.Text("minutes")) : null,
        };
    }

    private static MinuteRange ReadMinutes(string text) =>
        MinuteRange.Parse(text) ?? throw new JsonFormatException($"'minutes' is '{text}'; allowed is {MinuteRange.Allowed}");

    private static void Write(Utf8JsonWriter writer, WorkloadFunction function)
    {
        var (trace, traits) = (function.Trace, function.Trace.Traits);
        writer.WriteStartObject(trace.Id);
        writer.WritePropertyName("payload");
        function.Payload.WriteTo(writer);
        writer.WriteString("target", traits.Target);
        writer.WriteString("accelerator", traits.Accelerator.ToName());
        writer.WriteBoolean("delayable", traits.Delayable);
        writer.WriteStartObject("schedule");
        writer.WriteNumber("count", trace.Count);
        writer.WriteNumber("minute", trace.MinuteOffset);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static WorkloadFunction Read(string id, JsonElement function)
    {
        var schedule = function.Member("schedule", JsonValueKind.Object);
        var traits = new FunctionTraits(function.Text("target"), AcceleratorName.Read(function, "accelerator"), function.Flag("delayable"));
        return new(
            new(id, schedule.Whole("count"), schedule.Whole("minute", least: 0)) { Traits = traits },
            function.Object("payload"));
    }
}
