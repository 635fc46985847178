using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Clocks;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Messages;

/// <summary>
/// What a function is asked to do, and the members by which every log can be joined with every other: a JSON object in UTF-8, which is
/// written once and copied from then on.
/// </summary>
public static class Payload
{
    /// <summary>The moment of sending, which only the invoker knows.</summary>
    internal const string SentTime = "dispatch_sent_time_utc";

    /// <summary>The payload of an event, all but the moment of sending.</summary>
    /// <param name="work">What the function is asked to do.</param>
    public static ReadOnlyMemory<byte> Of(JsonObject work, RunIdentity run, PlannedEvent planned) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in work)
        {
            writer.WritePropertyName(name);
            if (value is null)
                writer.WriteNullValue();
            else
                value.WriteTo(writer);
        }

        writer.WriteString(RunMember.ExperimentId, run.ExperimentId);
        writer.WriteString(RunMember.Scenario, run.Scenario.ToString());
        writer.WriteString(RunMember.RunId, run.RunId);
        writer.WriteString("event_id", planned.EventId);
        writer.WriteString(RunMember.TraceHour, run.TraceHour.ToString());
        writer.WriteEndObject();
    });

    /// <summary>A copy of <paramref name="payload"/> that says when it is sent.</summary>
    /// <param name="payload">An object that does not say so.</param>
    public static ReadOnlyMemory<byte> WithSentTime(ReadOnlyMemory<byte> payload, DateTimeOffset sentAt)
    {
        var members = payload.Span[..^1].TrimEnd(" \t\r\n"u8);
        var comma = members.Length > 1 ? "," : "";
        var sent = Encoding.UTF8.GetBytes($"{comma}\"{SentTime}\":\"{Instant.ToMilliseconds(sentAt)}\"}}");
        byte[] whole = [.. members, .. sent];
        return whole;
    }
}
