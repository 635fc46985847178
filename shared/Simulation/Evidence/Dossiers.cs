using System.Globalization;
using Loadgen.Calls;
using Loadgen.Trace;

namespace Loadgen.Simulation.Evidence;

/// <summary>
/// The dossiers of an hour's events: each is open from the first message on, and judged and closed when its event is settled. So what is
/// kept grows with what goes on at a time, not with the hour.
/// </summary>
internal sealed class Dossiers
{
    private const byte Called = 1;
    private const byte FirstOutcome = 2;

    private readonly IReadOnlyList<PlannedEvent> _events;
    private readonly Dictionary<string, int[]> _placesByFunction;
    private readonly Dictionary<int, Dossier> _open = [];

    /// <summary>For each event, what is kept of it: whether it was called, and its outcome.</summary>
    private readonly byte[] _closed;

    public Dossiers(IReadOnlyList<PlannedEvent> events)
    {
        _events = events;
        _closed = new byte[events.Count];
        var places = new Dictionary<string, List<(int Invocation, int Place)>>();
        for (var place = 0; place < events.Count; place++)
        {
            var planned = events[place];
            if (!places.TryGetValue(planned.FunctionId, out var ofFunction))
                places.Add(planned.FunctionId, ofFunction = []);
            ofFunction.Add((planned.InvocationIndex, place));
        }

        _placesByFunction = places.ToDictionary(function => function.Key, function =>
        {
            var table = new int[function.Value.Max(one => one.Invocation) + 1];
            Array.Fill(table, -1);
            foreach (var (invocation, place) in function.Value)
                table[invocation] = place;
            return table;
        });
    }

    /// <summary>The plan.</summary>
    public IReadOnlyList<PlannedEvent> Events => _events;

    /// <summary>Those that are not closed.</summary>
    public IReadOnlyCollection<Dossier> Open => _open.Values;

    /// <summary>Judges a dossier that is about to be closed.</summary>
    public Action<Dossier> Judge { get; set; } = _ => { };

    /// <summary>Told of every dossier that was closed.</summary>
    public Action<Dossier> Closed { get; set; } = _ => { };

    /// <summary>How many events ended how, by their lines.</summary>
    public Dictionary<Outcome, int> Outcomes { get; } = [];

    /// <summary>Where in the plan an event is.</summary>
    /// <returns>-1 where it is in no plan.</returns>
    public int PlaceOf(string eventId)
    {
        var index = eventId.LastIndexOf(':');
        var function = eventId.LastIndexOf(':', Math.Max(0, index - 1));
        return function > 0 ? PlaceOf(eventId[(function + 1)..index], eventId.AsSpan(index + 1)) : -1;
    }

    /// <summary>The dossier of an event, opened again where it was closed.</summary>
    public Dossier Of(string eventId) => Of(PlaceOf(eventId));

    /// <inheritdoc cref="Of(string)"/>
    public Dossier Of(int place)
    {
        if (!_open.TryGetValue(place, out var dossier))
            _open.Add(place, dossier = new(_events[place], FormerOf(place)));
        return dossier;
    }

    /// <summary>The dossier of the event that a claim is on, whoever works on it.</summary>
    /// <param name="name">The claim's: <c>…/claims/{function}-{invocation}.json</c>.</param>
    public Dossier OfClaim(string name)
    {
        var file = Path.GetFileNameWithoutExtension(name);
        var index = file.LastIndexOf('-');
        return Of(PlaceOf(file[..index], file.AsSpan(index + 1)));
    }

    /// <summary>Judges and closes a dossier if its event is settled.</summary>
    public void CloseIfSettled(Dossier dossier)
    {
        if (dossier.IsQuiet && dossier.HasLine)
            Close(dossier);
    }

    /// <summary>Judges and closes what is left.</summary>
    public void CloseAll()
    {
        foreach (var dossier in _open.Values.ToList())
            Close(dossier);
    }

    private void Close(Dossier dossier)
    {
        Judge(dossier);
        var place = PlaceOf(dossier.EventId);
        if (dossier.Line is { } line)
            Outcomes[line.Outcome] = Outcomes.GetValueOrDefault(line.Outcome) + 1;
        var called = dossier.Former.WasCalled || dossier.Calls.Count > 0 ? Called : 0;
        var outcome = dossier.Former.Outcome ?? dossier.Line?.Outcome;
        _closed[place] = (byte)(called + (outcome is { } known ? (FirstOutcome * ((int)known + 1)) : 0));
        _open.Remove(place);
        Closed(dossier);
    }

    private int PlaceOf(string function, ReadOnlySpan<char> invocation) =>
        int.TryParse(invocation, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && _placesByFunction.TryGetValue(function, out var table)
        && number < table.Length
            ? table[number]
            : -1;

    private FormerEvent FormerOf(int place)
    {
        var outcome = _closed[place] / FirstOutcome;
        return new((_closed[place] & Called) != 0, outcome == 0 ? null : (Outcome)(outcome - 1));
    }
}
