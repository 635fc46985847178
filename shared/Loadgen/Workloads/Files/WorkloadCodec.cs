using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Serialization;
using Loadgen.Trace;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Workloads.Files;

/// <summary>
/// The canonical JSON of a workload, which a run keeps beside its manifest: on one line, members in a fixed order, functions and payloads
/// in theirs. The same workload gives the same bytes, and so the same hash, on every machine.
/// </summary>
internal static class WorkloadCodec
{
    private static readonly TraceHour Epoch = TraceHour.Containing(DateTimeOffset.UnixEpoch);

    public static ReadOnlyMemory<byte> Write(Workload workload) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber(Member.Workload, FileReader.Version);
        writer.WriteString(Member.Name, workload.Name);
        if (workload.Starts != Epoch)
            writer.WriteString(Member.Starts, Instant.ToSeconds(workload.Starts.Start));
        if (workload.Minutes is { } minutes)
            writer.WriteString(Member.Minutes, minutes.ToString());
        writer.WriteStartObject(Member.Functions);
        foreach (var function in workload.Functions)
            Write(writer, function);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The workload's name as content: SHA-256 of its canonical JSON, in lowercase hex digits.</summary>
    public static string HashOf(ReadOnlyMemory<byte> canonical) => Convert.ToHexStringLower(SHA256.HashData(canonical.Span));

    /// <exception cref="JsonFormatException">It is not what <see cref="Write(Workload)"/> writes.</exception>
    public static Workload Read(ReadOnlyMemory<byte> canonical)
    {
        var bytes = MemoryMarshal.TryGetArray(canonical, out var segment) ? segment : new(canonical.ToArray());
        using var content = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        try
        {
            return WorkloadReader.ReadStored(content);
        }
        catch (WorkloadException e)
        {
            throw new JsonFormatException($"{e.Problems[0]}", e);
        }
    }

    private static void Write(Utf8JsonWriter writer, WorkloadFunction function)
    {
        var traits = function.Traits;
        writer.WriteStartObject(function.Id);
        writer.WritePropertyName(Member.Payload);
        function.Payload.WriteTo(writer);
        writer.WriteString(Member.Target, traits.Target);
        writer.WriteString(Member.Accelerator, traits.Accelerator.ToName());
        writer.WriteBoolean(Member.Delayable, traits.Delayable);
        writer.WriteStartObject(Member.Schedule);
        Write(writer, function.Schedule);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FunctionSchedule schedule)
    {
        switch (schedule)
        {
            case CountSchedule { Count: var count, Minute: var minute }:
                writer.WriteNumber(Member.Count, count);
                writer.WriteNumber(Member.Minute, minute);
                break;
            case PerMinuteSchedule { Counts: var counts, Arrival: var arrival }:
                writer.WriteStartArray(Member.PerMinute);
                foreach (var calls in counts)
                    writer.WriteNumberValue(calls);
                writer.WriteEndArray();
                writer.WriteString(Member.Arrival, arrival.ToName());
                break;
            case OffsetSchedule { Offsets: var offsets }:
                writer.WriteStartArray(Member.At);
                foreach (var offset in offsets)
                    writer.WriteStringValue(OffsetText.Format(offset));
                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A {schedule.GetType().Name} cannot be written.", nameof(schedule));
        }
    }
}
