using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Runs;

/// <summary>Which tick has an hour, and the run that it became.</summary>
/// <param name="TickId">The tick's message ID.</param>
public sealed record HourHolder(string RunId, string TickId)
{
    internal ReadOnlyMemory<byte> ToUtf8() => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString(RunMember.RunId, RunId);
        writer.WriteString("tick_message_id", TickId);
        writer.WriteEndObject();
    });

    /// <summary>A message ID names a tick together with its publish time: an emulator that starts anew counts from 1 again.</summary>
    internal bool IsOf(RunRequest request) =>
        TickId == request.TickId
        && (RunId == request.Run.RunId || RunId.StartsWith($"{request.Run.RunId}-", StringComparison.Ordinal));

    internal static HourHolder Read(JsonElement root) => new(root.Text(RunMember.RunId), root.Text("tick_message_id"));
}
