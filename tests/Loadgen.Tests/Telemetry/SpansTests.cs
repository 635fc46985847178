using System.Diagnostics;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Telemetry;
using Loadgen.Testing.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Tests.Telemetry;

public sealed class SpansTests : IDisposable
{
    private const string Remote = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static readonly DateTimeOffset Start = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);
    private static readonly TraceContext Event = TraceContext.Of(Scenario.A, "20260120T125900Z", "exp:e:01");

    private readonly FakeTimeProvider _time = new(Start);
    private readonly Spans _spans;

    public SpansTests() => _spans = new(_time);

    public void Dispose() => _spans.Dispose();

    [Fact]
    public void Where_nobody_listens_there_is_no_span_and_all_that_is_done_to_it_does_nothing()
    {
        using var ambient = new Activity("the host's").Start();
        var span = _spans.Start("x", ActivityKind.Internal, default);
        var root = _spans.StartRoot("x", ActivityKind.Producer, Event);
        span.Set("a", 1);
        span.Fail("b");
        span.Drop();
        span.End(Start);
        span.Dispose();

        Assert.Null(span.Activity);
        Assert.Null(root.Activity);
        Assert.Null(span.TraceParent);
        Assert.Equal(default, span.Context);
        Assert.False(span.IsRecorded);
        Assert.Same(ambient, Activity.Current);
    }

    [Fact]
    public void A_span_has_its_times_from_the_clock_and_ends_once()
    {
        using var heard = new HeardSpans(_spans);
        var span = _spans.Start("x", ActivityKind.Internal, default);
        _time.Advance(TimeSpan.FromHours(3));
        span.Dispose();
        _time.Advance(TimeSpan.FromHours(1));
        span.Dispose();
        span.End(Start);

        Assert.Equal(Start.UtcDateTime, heard["x"].StartTimeUtc);
        Assert.Equal(TimeSpan.FromHours(3), heard["x"].Duration);
    }

    [Fact]
    public void A_root_has_the_IDs_of_its_event_and_is_what_its_children_say()
    {
        using var heard = new HeardSpans(_spans);
        var root = _spans.StartRoot("root", ActivityKind.Producer, Event);
        _spans.Start("child", ActivityKind.Internal, root.Context).Dispose();
        _spans.Start("remote", ActivityKind.Internal, Spans.ParentOf(root.TraceParent)).Dispose();
        root.Dispose();

        Assert.Equal(Event.TraceId, heard["root"].TraceId.ToHexString());
        Assert.Equal(Event.SpanId, heard["root"].SpanId.ToHexString());
        Assert.Equal(default, heard["root"].ParentSpanId);
        Assert.Equal(Event.ToTraceParent(), root.TraceParent);
        Assert.All(["child", "remote"], name =>
        {
            Assert.Equal(Event.TraceId, heard[name].TraceId.ToHexString());
            Assert.Equal(Event.SpanId, heard[name].ParentSpanId.ToHexString());
        });
    }

    [Fact]
    public void Many_roots_at_once_are_no_children_of_each_other_or_of_the_current_span_which_stays_current()
    {
        using var heard = new HeardSpans(_spans);
        using var plan = _spans.Start("plan", ActivityKind.Consumer, default);
        var roots = Enumerable.Range(0, 3)
            .Select(i => _spans.StartRoot("publish", ActivityKind.Producer, TraceContext.Of(Scenario.A, "r", $"{i}")))
            .ToList();
        Assert.Same(plan.Activity, Activity.Current);
        roots.ForEach(root => root.Dispose());

        Assert.Same(plan.Activity, Activity.Current);
        Assert.All(heard.Ended, root => Assert.Equal(default, root.ParentSpanId));
        Assert.Equal(3, heard.Ended.Select(root => root.TraceId).Distinct().Count());
    }

    [Fact]
    public void A_span_without_a_parent_begins_a_trace_whatever_the_host_is_doing_and_gives_the_host_its_span_back()
    {
        using var heard = new HeardSpans(_spans);
        using var ambient = new Activity("the host's").Start();
        using (var span = _spans.Start("x", ActivityKind.Server, default))
            Assert.Same(span.Activity, Activity.Current);

        Assert.Same(ambient, Activity.Current);
        Assert.NotEqual(ambient.TraceId, heard["x"].TraceId);
        Assert.Equal(default, heard["x"].ParentSpanId);
    }

    [Fact]
    public void Spans_that_end_out_of_turn_leave_the_current_one_alone_and_never_an_ended_one_behind()
    {
        using var heard = new HeardSpans(_spans);
        using var ambient = new Activity("the host's").Start();
        var first = _spans.Start("first", ActivityKind.Internal, default);
        var second = _spans.Start("second", ActivityKind.Internal, first.Context);
        first.Dispose();
        Assert.Same(second.Activity, Activity.Current);
        second.Dispose();
        Assert.Null(Activity.Current);
    }

    [Fact]
    public void A_span_that_is_dropped_is_never_heard_of_and_is_not_current_any_more()
    {
        using var heard = new HeardSpans(_spans);
        using (var span = _spans.Start("kept", ActivityKind.Internal, default))
        {
            _spans.Start("dropped", ActivityKind.Internal, span.Context).Drop();
            Assert.Same(span.Activity, Activity.Current);
        }

        Assert.Equal(["kept"], heard.Names);
    }

    [Fact]
    public void A_root_that_is_left_out_still_tells_others_so_and_costs_no_tags()
    {
        using var heard = new HeardSpans(_spans, HeardSpans.Nothing);
        using var root = _spans.StartRoot("publish", ActivityKind.Producer, Event);
        root.Set("a", 1);

        Assert.Equal($"00-{Event.TraceId}-{Event.SpanId}-00", root.TraceParent);
        Assert.False(root.IsRecorded);
        Assert.Empty(root.Activity!.TagObjects);
        Assert.Null(_spans.Start("child", ActivityKind.Internal, root.Context).Activity);
    }

    [Fact]
    public void Where_a_sampler_wants_no_span_the_host_keeps_its_own()
    {
        using var heard = new HeardSpans(_spans, _ => ActivitySamplingResult.None);
        using var ambient = new Activity("the host's").Start();
        Assert.Null(_spans.Start("x", ActivityKind.Internal, default).Activity);
        Assert.Null(_spans.StartRoot("x", ActivityKind.Internal, Event).Activity);
        Assert.Same(ambient, Activity.Current);
    }

    [Fact]
    public void Links_name_other_traces()
    {
        using var heard = new HeardSpans(_spans);
        var linked = Spans.ParentOf(Remote);
        _spans.StartRoot("x", ActivityKind.Producer, Event, [new(linked)]).Dispose();
        Assert.Equal(linked.SpanId, Assert.Single(heard["x"].Links).Context.SpanId);
    }

    [Theory]
    [InlineData(Remote, true, "the header as the standard has it")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", true, "left out by others")]
    [InlineData(null, false, "no header")]
    [InlineData("", false, "an empty one")]
    [InlineData("4bf92f3577b34da6a3ce929d0e0e4736", false, "an ID alone")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false, "no trace's ID")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false, "no span's ID")]
    public void A_traceparent_from_elsewhere_is_a_remote_parent_or_none(string? header, bool isParent, string reason)
    {
        var parent = Spans.ParentOf(header);
        Assert.True(isParent == (parent != default) && parent.IsRemote == isParent, $"{reason}: {parent.TraceId}");
    }
}
