using Loadgen.Import.Traces;

namespace Loadgen.Import.Thinning;

/// <summary>
/// Takes calls away until no minute has too many, with one factor for all minutes, so that the load keeps its shape. Everything is
/// computed in whole numbers: the same on every machine.
/// </summary>
/// <remarks>
/// The factor is <c>most / peak</c>. Up to the end of each minute the calls of all functions are the rounded share of what they were, and
/// so are those of each minute by itself; up or down is decided by what functions are owed. Each function carries over what of its share
/// it has not got, or has got too much, and the most indebted ones of a minute are served first.
/// </remarks>
internal sealed class Thinner
{
    private readonly IReadOnlyList<FunctionCalls> _functions;
    private readonly long _most;
    private readonly long _peak;

    /// <summary>What each function is owed, in calls times the peak.</summary>
    private readonly long[] _owed;

    /// <summary>The functions that are called in a minute; how many of the calls may be kept, and are.</summary>
    private readonly List<int> _called = [];
    private readonly int[] _room;
    private readonly int[] _kept;

    /// <summary>What all functions together are owed, in calls times the peak.</summary>
    private Int128 _owedInAll;

    private Thinner(IReadOnlyList<FunctionCalls> functions, long most, long peak)
    {
        (_functions, _most, _peak) = (functions, most, peak);
        (_owed, _room, _kept) = (new long[functions.Count], new int[functions.Count], new int[functions.Count]);
    }

    /// <param name="most">The calls that a minute may have, of all functions together; at least 1.</param>
    public static void Thin(IReadOnlyList<FunctionCalls> functions, int minutes, int most)
    {
        var perMinute = new long[minutes];
        foreach (var function in functions)
            function.AddTo(perMinute);
        var peak = perMinute.DefaultIfEmpty().Max();
        if (peak <= most)
            return;

        var thinner = new Thinner(functions, most, peak);
        for (var minute = 0; minute < minutes; minute++)
            thinner.ThinMinute(minute, perMinute[minute]);
        foreach (var function in functions.OfType<ExactMoments>())
            function.Trim();
    }

    private void ThinMinute(int minute, long calls)
    {
        FindCalled(minute);
        var share = (Int128)_most * calls;
        _owedInAll += share;
        var least = Int128.Max(Floor(_owedInAll, _peak), Floor(share, _peak));
        var most = Int128.Min(Ceiling(_owedInAll, _peak), Ceiling(share, _peak));

        _called.Sort(ByDebt);
        Int128 kept = 0;
        foreach (var function in _called)
        {
            var whole = Int128.Min(most - kept, Math.Min(_room[function], Math.Max(0, _owed[function] / _peak)));
            Keep(function, (int)whole);
            kept += whole;
        }

        // Then one call each, for as long as the minute needs some, or may have more and somebody is owed at least half a call.
        _called.Sort(ByDebt);
        for (var i = 0; kept < least || (kept < most && i < _called.Count && 2 * _owed[_called[i]] >= _peak); i++)
        {
            // Where all have had one and the minute needs more, those with room have another.
            var function = _called[i % _called.Count];
            if (_room[function] > _kept[function])
            {
                Keep(function, 1);
                kept++;
            }
        }

        foreach (var function in _called)
        {
            _functions[function].Keep(minute, _kept[function]);
            _kept[function] = 0;
        }

        _owedInAll -= kept * _peak;
    }

    private void FindCalled(int minute)
    {
        _called.Clear();
        for (var function = 0; function < _functions.Count; function++)
        {
            var count = _functions[function].CountIn(minute);
            if (count == 0)
                continue;
            _called.Add(function);
            _owed[function] += _most * count;
            _room[function] = (int)Ceiling((Int128)_most * count, _peak);
        }
    }

    private void Keep(int function, int calls)
    {
        _kept[function] += calls;
        _owed[function] -= calls * _peak;
    }

    private int ByDebt(int one, int other) =>
        _owed[one] != _owed[other] ? _owed[other].CompareTo(_owed[one]) : one.CompareTo(other);

    private static Int128 Floor(Int128 number, long by)
    {
        var (quotient, rest) = Int128.DivRem(number, by);
        return rest < 0 ? quotient - 1 : quotient;
    }

    private static Int128 Ceiling(Int128 number, long by) => -Floor(-number, by);
}
