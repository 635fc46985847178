using System.Collections;
using Loadgen.Analysis.Measurements;
using Loadgen.Trace;

namespace Loadgen.Analysis.Verification;

/// <summary>What was measured of each event of a plan, made where it is asked for.</summary>
/// <param name="lineOf">The line of the event at a position; <see langword="null"/> where it has none.</param>
internal sealed class MeasuredEvents(IReadOnlyList<PlannedEvent> events, Func<int, LoggedEvent?> lineOf) : IReadOnlyList<Measurement>
{
    /// <inheritdoc/>
    public int Count => events.Count;

    /// <inheritdoc/>
    public Measurement this[int index] => lineOf(index) is { } line
        ? new(events[index].FunctionId, line.Outcome, line.Lag, line.Latency)
        : new(events[index].FunctionId, null, null, null);

    /// <inheritdoc/>
    public IEnumerator<Measurement> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
