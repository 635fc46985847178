using Loadgen.Import.Traces;
using Loadgen.Randomness;

namespace Loadgen.Import.Sampling;

/// <summary>Chooses functions of a trace. The order in which they stand in its file makes no difference.</summary>
internal static class Sample
{
    /// <returns>Those that are chosen, the busiest first; all that are called at all where there are no more than wanted.</returns>
    /// <param name="wanted">How many; <see langword="null"/>: all that are called at all.</param>
    public static IReadOnlyList<FunctionTotal> Of(IEnumerable<FunctionTotal> functions, int? wanted, SampleKind kind, ulong seed)
    {
        List<FunctionTotal> busiest =
        [
            .. functions.Where(function => function.Calls > 0)
                .OrderByDescending(function => function.Calls)
                .ThenBy(function => function.Key, StringComparer.Ordinal),
        ];
        return wanted is not { } number || number >= busiest.Count ? busiest : kind switch
        {
            SampleKind.Busiest => busiest[..number],
            SampleKind.Random => Random(busiest, number, new(seed)),
            _ => Stratified(busiest, number, new(seed)),
        };
    }

    private static List<FunctionTotal> Random(List<FunctionTotal> busiest, int number, SplitMix random)
    {
        // As many of the rest as are still wanted, one after the other: the order stays.
        var chosen = new List<FunctionTotal>(number);
        for (var i = 0; chosen.Count < number; i++)
        {
            if (random.Below(busiest.Count - i) < number - chosen.Count)
                chosen.Add(busiest[i]);
        }

        return chosen;
    }

    private static List<FunctionTotal> Stratified(List<FunctionTotal> busiest, int number, SplitMix random)
    {
        return [.. Enumerable.Range(0, number).Select(group => busiest[Start(group) + random.Below(Start(group + 1) - Start(group))])];

        int Start(int group) => (int)((long)group * busiest.Count / number);
    }
}
