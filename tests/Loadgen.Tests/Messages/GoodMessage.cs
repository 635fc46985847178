using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Messages;

/// <summary>A message that can be read, and what one change makes of it.</summary>
internal static class GoodMessage
{
    /// <summary>The one that the tests' configuration names; the message has none.</summary>
    public const string LogObject = "loadgen-logs/exp/A/20260120T130000Z-20260120T125900Z.jsonl";

    public static EventMessage Value { get; } = Create();

    public static string Text { get; } = Encoding.UTF8.GetString(EventMessageCodec.Encode(Value).Data.Span);

    /// <summary>The message with the member at <paramref name="path"/> (<c>run/scenario</c>) replaced by a JSON text, or removed.</summary>
    public static string With(string path, string? json)
    {
        var root = JsonNode.Parse(Text)!;
        var steps = path.Split('/');
        var parent = steps[..^1].Aggregate(root, (node, step) => node[step]!).AsObject();
        if (json is null)
            Assert.True(parent.Remove(steps[^1]), path);
        else
            parent[steps[^1]] = JsonNode.Parse(json);
        return root.ToJsonString();
    }

    private static EventMessage Create()
    {
        var run = World.NewRun() with { LogObject = LogObject };
        var planned = new PlannedEvent(
            EventId.Format(run.ExperimentId, run.TraceHour, BuiltInWorkload.CryptoKeyGen, 1),
            BuiltInWorkload.CryptoKeyGen,
            1,
            World.Hour.AddMilliseconds(62_345));
        return HourPlan.Of(SomeWorkload.BuiltIn, run, 15).MessageOf(planned);
    }
}
