using System.Diagnostics;
using Loadgen.Cli.Local.Traces;
using Loadgen.Telemetry;

namespace Loadgen.Cli.Tests.Local.Traces;

/// <summary>Spans of functions that are recorded, each from one given second to another.</summary>
internal sealed class HandMadeSpans : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 20, 12, 59, 30, TimeSpan.Zero);

    private readonly TraceRecorder _recorder = new();
    private readonly Dictionary<string, Spans> _functions = new(StringComparer.Ordinal);
    private readonly GivenTime _time = new();

    /// <summary>What was recorded.</summary>
    public IReadOnlyList<TracedSpan> Recorded => _recorder.Spans;

    /// <summary>Makes a span.</summary>
    /// <param name="from">Seconds after <see cref="Start"/>.</param>
    /// <param name="about">The event's function.</param>
    /// <param name="isFailure">Whether it says that it failed.</param>
    /// <param name="link">What it is linked to.</param>
    /// <returns>Its context, for those that come of it.</returns>
    public ActivityContext Add(
        string function,
        string name,
        double from,
        double to,
        ActivityContext parent = default,
        string? about = null,
        string scenario = "A",
        bool isFailure = false,
        ActivityContext link = default)
    {
        if (!_functions.TryGetValue(function, out var spans))
            _functions[function] = spans = _recorder.Record(function, new Spans(_time));
        _time.Now = Start.AddSeconds(from);
        var links = link == default ? null : new[] { new ActivityLink(link) };
        var span = spans.Start(name, ActivityKind.Internal, parent, links);
        span.Set(SpanTags.FunctionId, about);
        span.Set(SpanTags.Scenario, scenario);
        if (isFailure)
            span.Fail("timeout");
        span.End(Start.AddSeconds(to));
        return span.Context;
    }

    public void Dispose()
    {
        _recorder.Dispose();
        foreach (var spans in _functions.Values)
            spans.Dispose();
    }

    /// <summary>Spans are made in any order: it goes back, too.</summary>
    private sealed class GivenTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
