using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loadgen.Clocks;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Messages;

/// <summary>What a tick asks for. Cloud Scheduler's own ticks ask for nothing in particular.</summary>
/// <param name="TraceHour"><c>trace_hour_utc</c>: the hour to plan; <see langword="null"/>: the one that the tick announces.</param>
/// <param name="DryRun"><c>dry_run</c>: overrides the configuration.</param>
/// <param name="Replay"><c>replay</c>: plan the hour though it has a run.</param>
public sealed record Tick(TraceHour? TraceHour, bool? DryRun, bool Replay)
{
    private const string Allowed = "allowed are trace_hour_utc (ISO 8601 text, " + Trace.TraceHour.PlannableYears + "), dry_run and replay (true or false)";

    /// <summary>Reads a tick's data.</summary>
    /// <param name="data">The message's data: nothing, or a JSON object.</param>
    /// <exception cref="MessageFormatException">It is anything else.</exception>
    public static Tick Read(ReadOnlyMemory<byte> data)
    {
        var tick = new Tick(null, null, Replay: false);
        if (data.IsEmpty)
            return tick;

        using var document = Parse(data);
        if (document.RootElement.ValueKind is not JsonValueKind.Object)
            throw new MessageFormatException($"The tick is a JSON {document.RootElement.ValueKind}; allowed is nothing or an object.");

        foreach (var member in document.RootElement.EnumerateObject())
        {
            tick = member.Name switch
            {
                "trace_hour_utc" => tick with { TraceHour = Hour(member.Value) },
                "dry_run" => tick with { DryRun = Flag(member) },
                "replay" => tick with { Replay = Flag(member) },
                _ => throw new MessageFormatException($"The tick has a member '{MessageJson.Quote(member.Name)}'; {Allowed}."),
            };
        }

        return tick;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            return MessageJson.Parse(data);
        }
        catch (JsonFormatException e)
        {
            throw new MessageFormatException(e.Message, e);
        }
    }

    /// <summary>The tick's data as <see cref="Read"/> reads it; only what it asks for is in it.</summary>
    public byte[] ToUtf8()
    {
        var members = new JsonObject();
        if (TraceHour is { } hour)
            members["trace_hour_utc"] = hour.ToString();
        if (DryRun is { } dryRun)
            members["dry_run"] = dryRun;
        if (Replay)
            members["replay"] = true;
        return Encoding.UTF8.GetBytes(members.ToJsonString());
    }

    private static TraceHour Hour(JsonElement value) =>
        value.ValueKind is JsonValueKind.String
        && Instant.TryParse(value.GetString(), out var moment)
        && Trace.TraceHour.Containing(moment) is { IsPlannable: true } hour
            ? hour
            : throw new MessageFormatException($"The tick's trace_hour_utc is {MessageJson.Quote(value.GetRawText())}; {Allowed}.");

    private static bool Flag(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new MessageFormatException($"The tick's {member.Name} is {MessageJson.Quote(member.Value.GetRawText())}; {Allowed}."),
    };
}
