using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Serialization;

namespace Loadgen.Records;

/// <summary>
/// The two lines that frame a run in its log, and those that say which shards it has taken in; shared/Loadgen/README.md shows them.
/// </summary>
public static class RunLine
{
    /// <summary><c>message</c> of the first line, written by the planner.</summary>
    public const string Start = "loadgen_start";

    /// <summary><c>message</c> of the last line, written with the last event's line.</summary>
    public const string Complete = "loadgen_complete";

    /// <summary><c>message</c> of a line that comes before the lines of the shards that it names.</summary>
    public const string Shards = "loadgen_shards";

    /// <summary>The line that opens a run's log.</summary>
    /// <param name="configuration">
    /// As it is where the line is written. Without a bucket there is no object either, and none is named.
    /// </param>
    /// <param name="clock">What the planner reads the time from.</param>
    public static LogLine OfStart(RunManifest manifest, LoadgenConfiguration configuration, ClockKind clock, DateTimeOffset now) =>
        new(LineKey.Start, Json.Write(writer =>
        {
            var (run, bucket) = (manifest.Run, configuration.Log.Bucket);
            writer.WriteStartObject();
            writer.WriteInstant(LineMember.WrittenAt, now);
            writer.WriteString(LineMember.Message, Start);
            RunCodec.WriteMembers(writer, run);
            writer.WriteString("log_gcs_bucket", bucket);
            writer.WriteString("log_gcs_object", bucket is null ? null : run.LogObject);
            writer.WriteString(LineMember.WorkloadName, manifest.Workload?.Name);
            writer.WriteString(LineMember.WorkloadHash, manifest.Workload?.Hash);
            writer.WriteNumber(LineMember.Jitter, manifest.JitterSeconds);
            writer.WriteNumber(LineMember.Timeout, configuration.Timeout.TotalSeconds);
            writer.WriteNumber(LineMember.HoldMax, configuration.HoldMax.TotalSeconds);
            writer.WriteNumber(LineMember.MaxLateness, configuration.MaxLateness.TotalSeconds);
            writer.WriteString(LineMember.Version, LoadgenVersion.Current);
            writer.WriteClock(clock);
            writer.WriteEndObject();
        }));

    /// <summary>The line that closes a run's log, once every event has its line.</summary>
    public static LogLine OfComplete(Run run, DateTimeOffset now) => new(LineKey.Complete, Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteInstant(LineMember.WrittenAt, now);
        writer.WriteString(LineMember.Message, Complete);
        RunCodec.WriteIdentity(writer, run);
        writer.WriteNumber(RunMember.Invocations, run.Invocations);
        writer.WriteEndObject();
    }));

    /// <summary>The line that names shards whose content follows it in the log.</summary>
    /// <param name="shards">Their names, at least one.</param>
    /// <param name="bytes">How many bytes of them follow.</param>
    public static LogLine OfShards(Run run, IReadOnlyList<string> shards, long bytes, DateTimeOffset now) =>
        new(LineKey.OfShards(shards[0]), Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteInstant(LineMember.WrittenAt, now);
            writer.WriteString(LineMember.Message, Shards);
            RunCodec.WriteIdentity(writer, run);
            writer.WriteNumber(LineMember.Bytes, bytes);
            writer.WriteStartArray(LineMember.Shards);
            foreach (var shard in shards)
                writer.WriteStringValue(shard);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
}
