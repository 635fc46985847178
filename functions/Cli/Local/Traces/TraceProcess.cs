using Loadgen.Telemetry;

namespace Loadgen.Cli.Local.Traces;

/// <summary>A function, as viewers show it: a process whose threads are the lanes.</summary>
/// <param name="Id">No other process or thread has it: there are viewers that confuse them.</param>
internal sealed record TraceProcess(string Name, int Id, IReadOnlyList<TraceThread> Threads)
{
    /// <summary>All functions, those of a scenario together, and each as early as it has something to do.</summary>
    /// <param name="firstId">The first ID that is free.</param>
    public static IReadOnlyList<TraceProcess> Of(IReadOnlyList<TracedSpan> spans, int firstId)
    {
        var functions = spans.GroupBy(span => span.Function, StringComparer.Ordinal)
            .OrderBy(ScenarioOf, StringComparer.Ordinal)
            .ThenBy(function => function.Min(span => span.Start))
            .ThenBy(function => function.Key, StringComparer.Ordinal)
            .ToList();
        var thread = firstId + functions.Count;
        return
        [
            .. functions.Select((function, index) => new TraceProcess(
                function.Key, firstId + index, [.. TraceLane.Of(function).Select(lane => new TraceThread(lane, thread++))])),
        ];
    }

    /// <summary>What comes after any scenario's name where it works for several.</summary>
    private static string ScenarioOf(IEnumerable<TracedSpan> function) =>
        function.Select(span => span.Tag(SpanTags.Scenario)).OfType<string>().Distinct().ToList() is [var only] ? only : "~";
}

/// <summary>A lane, as viewers show it.</summary>
internal sealed record TraceThread(TraceLane Lane, int Id);
