namespace Loadgen.Cli.Local.Traces;

/// <summary>What led to what, from function to function, and from a plan to its events.</summary>
internal sealed class TraceArrows
{
    private readonly Dictionary<TracedSpan, PlacedSpan> _sources = [];

    public TraceArrows(IEnumerable<TraceProcess> processes)
    {
        var placed = processes
            .SelectMany(process => process.Threads.SelectMany(
                thread => thread.Lane.Spans.Select(span => new PlacedSpan(span, process.Id, thread.Id))))
            .OrderBy(place => place.Span.Start)
            .ToList();
        var places = new Dictionary<string, PlacedSpan>(StringComparer.Ordinal);
        foreach (var place in placed)
            places[place.Span.Id] = place; // An event that is published twice has the same root twice.

        var seen = new HashSet<(int Process, string Parent)>();
        foreach (var (span, process, _) in placed)
        {
            if (places.TryGetValue(span.ParentId, out var parent))
            {
                // What follows in the same function needs none.
                if (parent.Process != process && seen.Add((process, span.ParentId)))
                    _sources[span] = parent;
            }
            else if (span.Links.FirstOrDefault(places.ContainsKey) is { } link)
            {
                _sources[span] = places[link];
            }
        }
    }

    /// <summary>Where the arrow to a span comes from; <see langword="null"/> where there is none.</summary>
    public PlacedSpan? SourceOf(TracedSpan span) => _sources.GetValueOrDefault(span);
}

/// <summary>A span, and where it is shown.</summary>
internal sealed record PlacedSpan(TracedSpan Span, int Process, int Thread);
