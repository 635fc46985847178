using System.Diagnostics;
using Loadgen.Cli.Local.Traces;
using Loadgen.Telemetry;

namespace Loadgen.Cli.Tests.Local.Traces;

public sealed class TraceRecorderTests
{
    [Fact]
    public void Spans_are_kept_with_their_function_though_all_sources_have_one_name_and_others_are_not()
    {
        using var recorder = new TraceRecorder();
        using var planner = recorder.Record("planner-A", new Spans(TimeProvider.System));
        using var invoker = recorder.Record("invoker-A", new Spans(TimeProvider.System));
        using var other = new Spans(TimeProvider.System);

        foreach (var (spans, name) in new[] { (planner, "plan"), (invoker, "hold"), (other, "call") })
            spans.Start(name, ActivityKind.Internal, default).Dispose();

        Assert.Equal(
            [("planner-A", "plan"), ("invoker-A", "hold")],
            recorder.Spans.Select(span => (span.Function, span.Activity.OperationName)));
        Assert.False(other.AreOn);
    }

    [Fact]
    public void After_its_end_functions_make_no_spans()
    {
        using var spans = new Spans(TimeProvider.System);
        using (var recorder = new TraceRecorder())
        {
            recorder.Record("planner-A", spans);
            Assert.True(spans.AreOn);
        }

        Assert.False(spans.AreOn);
    }
}
