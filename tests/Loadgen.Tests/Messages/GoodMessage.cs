using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Messages;
using Loadgen.Tests.Support;
using Loadgen.Trace;

namespace Loadgen.Tests.Messages;

/// <summary>A message that can be read, and what one change makes of it.</summary>
internal static class GoodMessage
{
    public static EventMessage Value { get; } = Create();

    public static string Text { get; } = Encoding.UTF8.GetString(EventMessageCodec.Encode(Value).Span);

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
        var run = World.NewRun();
        var planned = new PlannedEvent(
            EventId.Format(run.ExperimentId, run.TraceHour, TraceFunction.CryptoKeyGen, 1),
            TraceFunction.CryptoKeyGen,
            1,
            World.Hour.AddMilliseconds(62_345));
        return new(run, planned, Payload.Of(TestConfiguration.Read().Workload, run, planned));
    }
}
