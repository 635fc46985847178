using System.Numerics;
using System.Runtime.InteropServices;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Reports.Checks;

/// <summary>An approach's calls of a function that have one of another approach to the same URL close to them.</summary>
/// <param name="Of">The approach's number.</param>
/// <param name="By">The other's.</param>
internal sealed record DisturbedCalls(int Of, int By, string Function, long Calls)
{
    /// <summary>More are not told apart.</summary>
    public const int MostApproaches = 64;

    /// <summary>Finds them among all calls that were made.</summary>
    /// <param name="approaches">How many there are.</param>
    /// <param name="reach">How close calls must be.</param>
    public static IReadOnlyList<DisturbedCalls> Find(EventDatabase database, int approaches, TimeSpan reach)
    {
        // A query and a slash at the end lead to the same function.
        var calls = database.Read(
            """
            WITH shared AS (
                SELECT url, dense_rank() OVER (ORDER BY place)::INTEGER AS place
                FROM (
                    SELECT url, rtrim(split_part(url, '?', 1), '/') AS place, list(approach) AS approaches
                    FROM (SELECT DISTINCT url, approach FROM calls WHERE was_sent AND is_measured AND url IS NOT NULL) GROUP BY url)
                QUALIFY len(list_distinct(flatten(list(approaches) OVER (PARTITION BY place)))) > 1)
            SELECT shared.place, epoch_us(ran_utc), number, coalesce(shown.place, 0)
            FROM calls JOIN shared USING (url) JOIN numbered USING (approach) LEFT JOIN shown USING (function_id)
            WHERE was_sent AND is_measured AND ran_utc IS NOT NULL AND number < $1
            ORDER BY shared.place, ran_utc
            """,
            row => new Call(row.GetInt32(0), row.GetInt64(1), row.GetInt32(2), row.GetInt32(3)),
            approaches);
        var functions = database.Read("SELECT place, function_id FROM shown", row => (Place: row.GetInt32(0), Id: row.GetString(1)))
            .ToDictionary(row => row.Place, row => row.Id);
        var near = new ulong[calls.Count];
        Mark(calls, near, Enumerable.Range(0, calls.Count), approaches, reach);
        Mark(calls, near, Enumerable.Range(0, calls.Count).Select(i => calls.Count - 1 - i), approaches, reach);
        return
        [
            .. calls.Zip(near)
                .Where(pair => pair.Second != 0)
                .CountBy(pair => (pair.First.Approach, pair.First.Function, pair.Second))
                .SelectMany(group => Bits(group.Key.Second).Select(by => new DisturbedCalls(
                    group.Key.Approach, by, functions.GetValueOrDefault(group.Key.Function, "other functions"), group.Value))),
        ];
    }

    /// <summary>Marks at each call the approaches that had one shortly before it, in the order in which they are given.</summary>
    private static void Mark(IReadOnlyList<Call> calls, ulong[] near, IEnumerable<int> order, int approaches, TimeSpan reach)
    {
        var last = new Call?[approaches];
        foreach (var i in order)
        {
            var call = calls[i];
            for (var other = 0; other < approaches; other++)
            {
                if (other != call.Approach && last[other] is { } before && before.Place == call.Place
                    && Math.Abs(call.Microseconds - before.Microseconds) <= reach.TotalMicroseconds)
                {
                    near[i] |= 1UL << other;
                }
            }

            last[call.Approach] = call;
        }
    }

    private static IEnumerable<int> Bits(ulong set)
    {
        for (; set != 0; set &= set - 1)
            yield return BitOperations.TrailingZeroCount(set);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Call(int Place, long Microseconds, int Approach, int Function);
}
