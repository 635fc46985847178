using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>How often a column has which value.</summary>
internal static class Frequencies
{
    /// <summary>Counts the values of a text column for each approach and function; nulls are none.</summary>
    /// <param name="column">A column of <c>calls</c>, never a text from elsewhere.</param>
    public static Func<(string Approach, string Function), IReadOnlyList<KeyValuePair<string, long>>> Of(
        EventDatabase database, string column)
    {
        var counts = database.Read(
            $"""
            SELECT approach, function_id, {column}, count(*) FROM calls SEMI JOIN shown USING (function_id)
            WHERE {column} IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, {column}
            """,
            row => (Key: (row.GetString(0), row.GetString(1)), Pair: KeyValuePair.Create(row.GetString(2), row.GetInt64(3))))
            .ToLookup(row => row.Key, row => row.Pair);
        return key => [.. counts[key]];
    }
}
