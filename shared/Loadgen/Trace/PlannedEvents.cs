using System.Collections;

namespace Loadgen.Trace;

/// <summary>
/// The events of an hour, in the order in which they are due; ties by event ID, ordinal. An hour can have a million: each takes 24 bytes
/// here, and is made anew, ID and all, whenever it is asked for.
/// </summary>
public sealed class PlannedEvents : IReadOnlyList<PlannedEvent>
{
    private readonly IReadOnlyList<EventIds> _functions;
    private readonly List<PlannedCall> _calls;

    /// <param name="functions">In the ordinal order of their events' IDs.</param>
    /// <param name="calls">In any order; they are put into theirs.</param>
    internal PlannedEvents(IReadOnlyList<EventIds> functions, List<PlannedCall> calls)
    {
        calls.Sort(PlannedCall.Compare);
        (_functions, _calls) = (functions, calls);
        DueTimes = new Times(calls);
    }

    /// <inheritdoc/>
    public int Count => _calls.Count;

    /// <summary>When each is due, without making the others' IDs.</summary>
    public IReadOnlyList<DateTimeOffset> DueTimes { get; }

    /// <inheritdoc/>
    public PlannedEvent this[int index]
    {
        get
        {
            var (due, function, invocation) = _calls[index];
            return new(_functions[function][invocation], _functions[function].FunctionId, invocation, due);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<PlannedEvent> GetEnumerator()
    {
        for (var i = 0; i < _calls.Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Times(List<PlannedCall> calls) : IReadOnlyList<DateTimeOffset>
    {
        public int Count => calls.Count;

        public DateTimeOffset this[int index] => calls[index].Due;

        public IEnumerator<DateTimeOffset> GetEnumerator() => calls.Select(call => call.Due).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
