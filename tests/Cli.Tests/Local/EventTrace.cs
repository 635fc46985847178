using Loadgen.Testing.Telemetry;

namespace Loadgen.Cli.Tests.Local;

/// <summary>The spans of an event, of all that a collector was sent.</summary>
internal sealed class EventTrace(IReadOnlyList<ReceivedSpan> sent, string traceId)
{
    public IReadOnlyList<ReceivedSpan> Spans { get; } =
        [.. sent.Where(span => span.TraceId == traceId).OrderBy(span => span.Start)];

    /// <summary>What the publishing of it is linked to.</summary>
    public ReceivedSpan Plan
    {
        get
        {
            var link = Assert.Single(this["publish"].Links);
            return Assert.Single(sent, span => (span.TraceId, span.SpanId) == (link.TraceId, link.SpanId));
        }
    }

    public ReceivedSpan this[string name] => Assert.Single(Spans, span => span.Name == name);

    /// <summary>A line for each span, below its parent's: who made it, and its name. What hangs on no root is not among them.</summary>
    public override string ToString() => string.Join('\n', LinesBelow(parent: "", depth: 0));

    private IEnumerable<string> LinesBelow(string parent, int depth) => Spans
        .Where(span => span.ParentSpanId == parent)
        .SelectMany(span => LinesBelow(span.SpanId, depth + 1).Prepend($"{new string(' ', 2 * depth)}{span.Service} {span.Name}"));
}
