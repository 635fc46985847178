using System.Diagnostics;
using Loadgen.Cli.Local.Traces;

namespace Loadgen.Cli.Tests.Local.Traces;

public sealed class TraceLaneTests : IDisposable
{
    private readonly HandMadeSpans _spans = new();

    [Fact]
    public void What_is_done_for_an_event_stands_in_one_lane_which_is_nobody_elses_until_its_end()
    {
        List<string> traces = [AddEvent(at: 0), AddEvent(at: 1), AddEvent(at: 30)];

        Assert.Equal(
            [("f", "0, 0, 0, 0, 2, 2, 2, 2"), ("f #2", "1, 1, 1, 1")],
            Lanes().Select(lane => (lane.Name, string.Join(", ", lane.Spans.Select(span => traces.IndexOf(span.TraceId))))));
    }

    [Fact]
    public void What_overlaps_without_being_within_gets_a_lane_of_its_own()
    {
        var hold = _spans.Add("invoker", "hold", 0, 10, about: "f");
        _spans.Add("invoker", "claim", 8, 11, hold, "f");
        _spans.Add("invoker", "call", 10, 12, hold, "f");

        Assert.Equal(
            [("f", "hold, call"), ("f #2", "claim")],
            Lanes().Select(lane => (lane.Name, string.Join(", ", lane.Spans.Select(span => span.Activity.OperationName)))));
    }

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 200)]
    [InlineData(3, 1000)]
    public void Whatever_the_spans_are_those_of_a_lane_are_within_each_other_or_apart_and_none_is_lost(int seed, int count)
    {
        var random = new Random(seed);
        var roots = new List<ActivityContext>();
        for (var i = 0; i < count; i++)
        {
            var from = random.Next(100);
            var parent = roots.Count > 0 && random.Next(4) > 0 ? roots[random.Next(roots.Count)] : default;
            roots.Add(_spans.Add("invoker", "span", from, from + random.Next(20), parent, random.Next(2) == 0 ? "f" : "g"));
        }

        var lanes = Lanes();

        Assert.Equal(_spans.Recorded.ToHashSet(), lanes.SelectMany(lane => lane.Spans).ToHashSet());
        Assert.Equal(count, lanes.Sum(lane => lane.Spans.Count));
        foreach (var spans in lanes.Select(lane => lane.Spans))
        {
            for (var later = 1; later < spans.Count; later++)
            {
                var span = spans[later];
                Assert.All(spans.Take(later), earlier => Assert.True(
                    earlier.End <= span.Start
                        || (earlier.TraceId == span.TraceId && earlier.Start <= span.Start && span.End <= earlier.End),
                    $"{earlier.Start:O}–{earlier.End:O} and {span.Start:O}–{span.End:O}"));
            }
        }
    }

    public void Dispose() => _spans.Dispose();

    private List<TraceLane> Lanes() => [.. TraceLane.Of(_spans.Recorded)];

    /// <summary>Thirty seconds of work, with a pause in it.</summary>
    /// <returns>The ID of its trace.</returns>
    private string AddEvent(double at)
    {
        var hold = _spans.Add("invoker", "hold", at, at + 10, about: "f");
        _spans.Add("invoker", "claim", at + 8, at + 9, hold, "f");
        _spans.Add("invoker", "call", at + 10, at + 20, hold, "f");
        _spans.Add("invoker", "store", at + 25, at + 30, hold, "f");
        return hold.TraceId.ToHexString();
    }
}
