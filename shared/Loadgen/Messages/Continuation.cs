using System.Text.Json;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Messages;

/// <summary>Has another delivery go on with the planning of a run. It registers nothing: the run was begun.</summary>
/// <param name="Number">Which continuation of the run it is, from 1 on.</param>
/// <param name="Stateless">What is stored elsewhere where there is a bucket; <see langword="null"/> there.</param>
public sealed record Continuation(TraceHour TraceHour, string RunId, int Number, StatelessRun? Stateless) : PlannerMessage
{
    private const string NumberMember = "n";
    private const string PublishedMember = "published";
    private const string ReplayMember = "replay";

    /// <summary>The attribute that tells a continuation from a tick.</summary>
    internal static KeyValuePair<string, string> Mark { get; } = new("continuation", "true");

    /// <summary>The message that <see cref="PlannerMessage.Read"/> reads.</summary>
    public TopicMessage ToMessage() => new(
        $"the continuation {Number} of {RunId}", ToUtf8(), new Dictionary<string, string> { [Mark.Key] = Mark.Value });

    internal static Continuation Read(ReadOnlyMemory<byte> data) => MessageData.Read("The continuation", data, Read);

    private static Continuation Read(JsonElement root)
    {
        var (hour, runId) = (RunIdentity.ReadHour(root, Tick.HourMember), RunIdentity.ReadRunId(root));
        return new(hour, runId, root.Whole(NumberMember), ReadStateless(root));
    }

    private static StatelessRun? ReadStateless(JsonElement root) => root.TryGetProperty(PublishedMember, out _)
        ? new(root.Whole(PublishedMember, least: 0), root.Flag(RunMember.DryRun), root.Flag(ReplayMember))
        : null;

    private ReadOnlyMemory<byte> ToUtf8() => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString(RunMember.RunId, RunId);
        writer.WriteString(Tick.HourMember, TraceHour.ToString());
        writer.WriteNumber(NumberMember, Number);
        if (Stateless is { } run)
        {
            writer.WriteNumber(PublishedMember, run.Published);
            writer.WriteBoolean(RunMember.DryRun, run.DryRun);
            writer.WriteBoolean(ReplayMember, run.Replay);
        }

        writer.WriteEndObject();
    });
}

/// <summary>What a continuation has to carry where no bucket keeps it.</summary>
/// <param name="Published">How many of the run's events are published.</param>
/// <param name="DryRun">Whether nobody is called.</param>
/// <param name="Replay">Whether the run is a replay.</param>
public sealed record StatelessRun(int Published, bool DryRun, bool Replay);
