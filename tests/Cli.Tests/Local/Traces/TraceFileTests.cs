using Loadgen.Cli.Local.Traces;

namespace Loadgen.Cli.Tests.Local.Traces;

public sealed class TraceFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HandMadeSpans _spans = new();

    [Fact]
    public void Functions_of_a_scenario_stand_together_and_those_of_several_come_last_each_when_it_has_something_to_do()
    {
        _spans.Add("health", "serve", 40, 41, about: "f", scenario: "B");
        _spans.Add("health", "serve", 60, 61, about: "f", scenario: "A");
        _spans.Add("invoker-A", "hold", 50, 60, about: "f");
        _spans.Add("planner-A", "plan", 0, 90);
        _spans.Add("planner-A", "publish", 50, 51, about: "g");
        _spans.Add("planner-A", "publish", 49, 51, about: "f");
        _spans.Add("invoker-B", "hold", 30, 40, about: "f", scenario: "B");

        Assert.Equal(
            [
                "the rehearsal's clock: UTC",
                "planner-A: plan", "planner-A: f", "planner-A: g", "invoker-A: f",
                "invoker-B: f",
                "health: f",
            ],
            Write().Rows);
    }

    [Fact]
    public void No_two_processes_or_threads_have_the_same_ID()
    {
        foreach (var function in new[] { "planner-A", "invoker-A", "health" })
        {
            _spans.Add(function, "one", 0, 1);
            _spans.Add(function, "another", 0, 1);
        }

        var slices = Write().Slices;

        var ids = slices.Select(slice => slice.Process).Distinct().Concat(slices.Select(slice => slice.Thread).Distinct()).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.DoesNotContain(0, ids);
    }

    [Fact]
    public void Times_are_microseconds_from_the_first_full_minute_and_the_clocks_minutes_stand_above()
    {
        _spans.Add("planner-A", "plan", 31.25, 95.5);

        var trace = Write();

        // The spans' clock begins at 12:59:30.
        var plan = Assert.Single(trace.Slices, slice => slice.Name is "plan");
        Assert.Equal(1_250_000, plan.Start);
        Assert.Equal(64_250_000, plan.Duration);
        Assert.Equal("2026-01-20T13:00:01.250Z", plan.Arg("start"));
        Assert.Equal(
            [("13:00", 0, 60_000_000), ("13:01", 60_000_000, 60_000_000)],
            trace.Slices.Where(slice => slice.Lane is "UTC").Select(slice => (slice.Name, slice.Start, slice.Duration)));
    }

    [Fact]
    public void What_ends_where_another_begins_still_does_when_a_viewer_adds_up_start_and_duration()
    {
        var hold = _spans.Add("invoker-A", "hold", 480.0370001, 490.0343453, about: "f");
        _spans.Add("invoker-A", "call", 490.0343453, 490.0858599, hold, "f");

        var slices = Write().Slices.Where(slice => slice.Lane is "f").ToList();

        Assert.All(slices, slice => Assert.True(slice.Json.GetProperty("ts").TryGetInt64(out _), slice.Json.ToString()));
        Assert.All(slices, slice => Assert.True(slice.Json.GetProperty("dur").TryGetInt64(out _), slice.Json.ToString()));
        Assert.Equal(slices[0].End, slices[1].Start);
    }

    [Fact]
    public void An_arrow_leads_from_function_to_function_and_from_a_plan_to_what_it_publishes()
    {
        var plan = _spans.Add("planner-A", "plan", 0, 20);
        var root = _spans.Add("planner-A", "publish", 10, 11, about: "f", link: plan);
        var hold = _spans.Add("invoker-A", "hold", 11.5, 20, root, "f");
        _spans.Add("invoker-A", "claim", 12, 13, hold, "f");
        // The root is its parent, too: but the event has come here by its hold.
        var call = _spans.Add("invoker-A", "call", 20, 25, root, "f");
        var serve = _spans.Add("dispatcher", "serve", 21, 24, call, "f");
        var forward = _spans.Add("dispatcher", "forward", 21.5, 22, serve, "f");
        _spans.Add("health", "serve", 21.6, 21.9, forward, "f");
        // A second try.
        var again = _spans.Add("dispatcher", "forward", 22, 23, serve, "f");
        _spans.Add("health", "serve", 22.1, 22.9, again, "f");
        _spans.Add("invoker-A", "store", 26, 27, root, "f");

        var arrows = Write().Arrows;

        Assert.Equal(
            [
                "plans: planner-A plan → planner-A publish",
                "events: planner-A publish → invoker-A hold",
                "events: invoker-A call → dispatcher serve",
                "events: dispatcher forward → health serve",
                "events: dispatcher forward → health serve",
            ],
            arrows.Select(arrow => $"{arrow.Category}: {arrow}"));
        Assert.Equal([51_600_000, 52_100_000], arrows.TakeLast(2).Select(arrow => arrow.To.Start));
    }

    [Fact]
    public void A_span_says_all_that_is_known_of_it_and_one_that_failed_is_red()
    {
        var root = _spans.Add("planner-A", "publish", 0, 1, about: "f");
        _spans.Add("invoker-A", "call", 2, 3, root, "f", isFailure: true);

        var slices = Write().Slices;

        var (publish, call) = (slices.Single(slice => slice.Name is "publish"), slices.Single(slice => slice.Name is "call"));
        Assert.Equal(root.TraceId.ToHexString(), call.Arg("trace_id"));
        Assert.Equal(root.SpanId.ToHexString(), call.Arg("parent_span_id"));
        Assert.Equal(publish.Arg("span_id"), call.Arg("parent_span_id"));
        Assert.Equal("f", call.Arg("loadgen.function_id"));
        Assert.Equal("timeout", call.Arg("error.type"));
        Assert.Equal("terrible", call.Json.GetProperty("cname").GetString());
        Assert.False(publish.Json.TryGetProperty("cname", out _));
    }

    [Fact]
    public void Without_any_span_it_is_a_trace_all_the_same() => Assert.Empty(Write().Slices);

    public void Dispose()
    {
        _spans.Dispose();
        _folder.Dispose();
    }

    private ReadTrace Write()
    {
        var path = Path.Combine(_folder.Path, "trace.json");
        TraceFile.Write(path, overwrites: false, _spans.Recorded);
        return new(path);
    }
}
