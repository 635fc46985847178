using System.Diagnostics;

namespace Loadgen.Cli.Local.Traces;

/// <summary>A span that has ended.</summary>
/// <param name="Function">The name of the function that it is of.</param>
internal sealed record TracedSpan(string Function, Activity Activity)
{
    public string TraceId => Activity.TraceId.ToHexString();

    public string Id => Activity.SpanId.ToHexString();

    public string ParentId => Activity.ParentSpanId.ToHexString();

    /// <summary>The IDs of the spans that it is linked to.</summary>
    public IEnumerable<string> Links => Activity.Links.Select(link => link.Context.SpanId.ToHexString());

    public DateTime Start => Activity.StartTimeUtc;

    public DateTime End => Activity.StartTimeUtc + Activity.Duration;

    /// <summary>A tag's text; <see langword="null"/> where there is none.</summary>
    public string? Tag(string name) => Activity.GetTagItem(name) as string;
}
