using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Records;

/// <summary>Reads one line, strictly in what it reads and without a look at the rest.</summary>
internal static class LogLineParser
{
    private const int LongestEventId = 300;

    // An answer may nest as deeply as a parser takes by default, and stands in a line two levels further down.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>Reads the line; never throws.</summary>
    public static LogEntry Parse(ReadOnlyMemory<byte> line, int number)
    {
        if (line.Span.Trim(" \t\r"u8).IsEmpty)
            return new UnreadableEntry(number, "an empty line");
        if (!Utf8.IsValid(line.Span))
            return new UnreadableEntry(number, "not UTF-8");

        try
        {
            using var document = ParseJson(line);
            return Read(document.RootElement, line, number);
        }
        catch (JsonException exception)
        {
            return new UnreadableEntry(number, $"not JSON from byte {exception.BytePositionInLine ?? 0} on");
        }
        catch (InvalidOperationException)
        {
            return new UnreadableEntry(number, "text with half a surrogate pair");
        }
        catch (JsonFormatException exception)
        {
            return new UnreadableEntry(number, exception.Message);
        }
    }

    /// <summary>The JSON of a line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonDocument ParseJson(ReadOnlyMemory<byte> line) => JsonDocument.Parse(line, Options);

    // A second member of the same name could say the opposite of the one that is judged. Inside an answer that is the target's affair.
    public static void RequireDistinctNames(JsonElement line)
    {
        if (HasDistinctNames(line))
            return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in line.EnumerateObject())
        {
            if (!names.Add(member.Name))
                throw new JsonFormatException($"{Excerpt.Quoted(member.Name)} twice");
        }
    }

    // IDs are told in findings, each of which is one line, and a short one.
    public static string ReadEventId(JsonElement line) =>
        line.Text(LineMember.EventId) is { Length: <= LongestEventId } text && !text.Any(char.IsControl)
            ? text
            : throw new JsonFormatException($"'{LineMember.EventId}' is no text on one line of at most {LongestEventId} characters");

    /// <summary>When an event of the scenario was sent.</summary>
    public static DateTimeOffset? ReadSentTime(JsonElement line, Scenario scenario)
    {
        var name = scenario is Scenario.C ? LineMember.DispatcherSentTime : LineMember.SentTime;
        return line.HasValue(name) ? ReadMoment(line, name) : null;
    }

    /// <summary>A moment around which others are moments too.</summary>
    public static DateTimeOffset ReadMoment(JsonElement line, string name)
    {
        var moment = line.Moment(name);
        return TraceHour.Containing(moment).IsPlannable
            ? moment
            : throw JsonFormatException.Wrong(name, line.Text(name), $"is a moment of {TraceHour.PlannableYears}");
    }

    public static TimeSpan? ReadMilliseconds(JsonElement line, string name) => line.HasValue(name) ? line.Milliseconds(name) : null;

    public static decimal? ReadLatency(JsonElement line) => line.HasValue(LineMember.Latency) ? line.Decimal(LineMember.Latency) : null;

    /// <summary>Whether that can be seen without making a text of each name: a log may have a million lines.</summary>
    private static bool HasDistinctNames(JsonElement line)
    {
        Span<int> hashes = stackalloc int[64];
        var count = 0;
        foreach (var member in line.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            var hash = new HashCode();
            hash.AddBytes(name);
            var code = hash.ToHashCode();
            // A name with an escape may be another one's.
            if (count == hashes.Length || name.Contains((byte)'\\') || hashes[..count].Contains(code))
                return false;
            hashes[count++] = code;
        }

        return true;
    }

    private static RunEntry Read(JsonElement line, ReadOnlyMemory<byte> utf8, int number)
    {
        if (line.ValueKind is not JsonValueKind.Object)
            throw new JsonFormatException($"a JSON {line.ValueKind} instead of an object");
        RequireDistinctNames(line);

        var run = RunIdentity.Read(line);
        RunEntry entry = line.TryGetProperty(LineMember.Message, out _)
            ? ReadRunLine(line, number, run)
            : ReadInvocation(line, utf8, number, run);
        return entry with { WrittenAt = ReadMoment(line, LineMember.WrittenAt), Clock = line.FindClock() };
    }

    private static RunEntry ReadRunLine(JsonElement line, int number, RunIdentity run) => line.Text(LineMember.Message) switch
    {
        RunLine.Start => new StartEntry(number, run, line.Whole(RunMember.Invocations, least: 0), line.Flag(RunMember.DryRun))
        {
            Settings = line.TryGetProperty(LineMember.Version, out _) ? ReadSettings(line) : null,
        },
        RunLine.Complete => new CompleteEntry(number, run, line.Whole(RunMember.Invocations, least: 0)),
        RunLine.Shards => ReadShards(line, number, run),
        var other => throw JsonFormatException.Wrong(
            LineMember.Message, other, $"are {RunLine.Start}, {RunLine.Shards} and {RunLine.Complete}"),
    };

    public static ShardsEntry ReadShards(JsonElement line, int number, RunIdentity run)
    {
        var shards = line.Member(LineMember.Shards, JsonValueKind.Array).EnumerateArray()
            .Select(shard => shard.ValueKind is JsonValueKind.String
                ? shard.GetString()!
                : throw new JsonFormatException($"'{LineMember.Shards}' has a JSON {shard.ValueKind}; allowed are names"))
            .ToList();
        return line.Member(LineMember.Bytes, JsonValueKind.Number).TryGetInt64(out var bytes) && bytes >= 0
            ? new(number, run, shards, bytes)
            : throw new JsonFormatException($"'{LineMember.Bytes}' is no number of bytes");
    }

    private static StartSettings ReadSettings(JsonElement line) => new(
        line.HasValue(LineMember.WorkloadHash) ? new(line.Text(LineMember.WorkloadName), line.Text(LineMember.WorkloadHash)) : null,
        line.Number(LineMember.Jitter),
        ReadSeconds(line, LineMember.Timeout),
        ReadSeconds(line, LineMember.MaxLateness))
    {
        HoldMax = line.TryGetProperty(LineMember.HoldMax, out _) ? ReadSeconds(line, LineMember.HoldMax) : null,
        Version = line.Text(LineMember.Version),
    };

    private static TimeSpan ReadSeconds(JsonElement line, string name) =>
        line.Number(name) is >= 0 and <= int.MaxValue and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new JsonFormatException($"'{name}' is no number of seconds from 0 to {int.MaxValue}");

    private static InvocationEntry ReadInvocation(JsonElement line, ReadOnlyMemory<byte> utf8, int number, RunIdentity run)
    {
        var outcome = line.Text(LineMember.Outcome);
        return new(number, run, ReadEventId(line), utf8)
        {
            FunctionId = line.Text(LineMember.FunctionId),
            ScheduledTime = ReadMoment(line, LineMember.ScheduledTime),
            SentTime = ReadSentTime(line, run.Scenario),
            StartLag = ReadMilliseconds(line, LineMember.StartLag),
            Latency = ReadLatency(line),
            Outcome = OutcomeNames.Find(outcome)
                ?? throw JsonFormatException.Wrong(LineMember.Outcome, outcome, $"are {OutcomeNames.Allowed}"),
        };
    }
}
