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
public sealed record Tick(TraceHour? TraceHour, bool? DryRun, bool Replay) : PlannerMessage
{
    internal const string HourMember = "trace_hour_utc";

    private const string Allowed =
        "allowed are " + HourMember + " (ISO 8601 text, " + Trace.TraceHour.PlannableYears + "), dry_run and replay (true or false)";

    /// <summary>Reads a tick's data: nothing, or a JSON object.</summary>
    /// <exception cref="MessageFormatException">It is anything else.</exception>
    public static Tick Read(ReadOnlyMemory<byte> data) =>
        data.IsEmpty ? new(null, null, Replay: false) : MessageData.Read("The tick", data, ReadObject);

    /// <summary>The data that <see cref="Read"/> reads; only what the tick asks for is in it.</summary>
    public byte[] ToUtf8()
    {
        var members = new JsonObject();
        if (TraceHour is { } hour)
            members[HourMember] = hour.ToString();
        if (DryRun is { } dryRun)
            members["dry_run"] = dryRun;
        if (Replay)
            members["replay"] = true;
        return Encoding.UTF8.GetBytes(members.ToJsonString());
    }

    private static Tick ReadObject(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
            throw new JsonFormatException($"it is a JSON {root.ValueKind}; allowed is nothing or an object");

        var tick = new Tick(null, null, Replay: false);
        foreach (var member in root.EnumerateObject())
        {
            tick = member.Name switch
            {
                HourMember => tick with { TraceHour = Hour(member) },
                "dry_run" => tick with { DryRun = Flag(member) },
                "replay" => tick with { Replay = Flag(member) },
                var other => throw new JsonFormatException($"it has a member {Excerpt.Quoted(other)}; {Allowed}"),
            };
        }

        return tick;
    }

    private static TraceHour Hour(JsonProperty member) =>
        member.Value.ValueKind is JsonValueKind.String
        && Instant.TryParse(member.Value.GetString(), out var moment)
        && Trace.TraceHour.Containing(moment) is { IsPlannable: true } hour
            ? hour
            : throw Wrong(member);

    private static bool Flag(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(member),
    };

    private static JsonFormatException Wrong(JsonProperty member) =>
        new($"its {member.Name} is {Excerpt.Of(member.Value.GetRawText())}; {Allowed}");
}
