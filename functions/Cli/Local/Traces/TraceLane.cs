using System.Globalization;
using Loadgen.Telemetry;

namespace Loadgen.Cli.Local.Traces;

/// <summary>Spans of a function that can be shown in one row: each is within another one of its trace, or apart from all others.</summary>
/// <param name="name">What they are about: the events' function, with a number where several were worked on at once.</param>
internal sealed class TraceLane(string name)
{
    private readonly List<TracedSpan> _spans = [];
    private readonly Stack<TracedSpan> _open = [];
    private DateTime _free;

    public string Name => name;

    /// <summary>In the order in which they began.</summary>
    public IReadOnlyList<TracedSpan> Spans => _spans;

    /// <summary>
    /// Puts a function's spans into as few lanes as it takes. What it does for an event has one lane, which is nobody else's until the
    /// end of it.
    /// </summary>
    public static IEnumerable<TraceLane> Of(IEnumerable<TracedSpan> spans) => spans
        .OrderBy(span => span.Start)
        .ThenByDescending(span => span.End)
        .GroupBy(span => span.Tag(SpanTags.FunctionId) ?? span.Activity.OperationName, StringComparer.Ordinal)
        .SelectMany(group => Of(group.Key, [.. group]));

    private static List<TraceLane> Of(string name, List<TracedSpan> spans)
    {
        var ends = spans.GroupBy(span => span.TraceId).ToDictionary(trace => trace.Key, trace => trace.Max(span => span.End));
        var lanes = new List<TraceLane>();
        foreach (var span in spans)
        {
            var lane = lanes.Find(lane => lane.Continues(span)) ?? lanes.Find(lane => lane._free <= span.Start);
            if (lane is null)
            {
                lane = new(lanes.Count == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} #{lanes.Count + 1}"));
                lanes.Add(lane);
            }

            lane.Add(span, ends[span.TraceId]);
        }

        return lanes;
    }

    /// <summary>Whether it goes on with the last event's work, and there is room for it.</summary>
    private bool Continues(TracedSpan span)
    {
        while (_open.TryPeek(out var open) && open.End <= span.Start)
            _open.Pop();
        return _spans[^1].TraceId == span.TraceId && (!_open.TryPeek(out var around) || span.End <= around.End);
    }

    private void Add(TracedSpan span, DateTime free)
    {
        _spans.Add(span);
        _open.Push(span);
        _free = free;
    }
}
