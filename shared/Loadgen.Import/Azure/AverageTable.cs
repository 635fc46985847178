using Loadgen.Import.Problems;
using Loadgen.Import.Sources;

namespace Loadgen.Import.Azure;

/// <summary>
/// Reads an average for each of the functions or apps that are asked for. Those of several rows are averaged by their weights.
/// </summary>
internal sealed class AverageTable(TraceTable table, string key, string average, string weight)
{
    /// <param name="wanted">The keys that are asked for.</param>
    public IReadOnlyDictionary<string, double> Read(IReadOnlySet<string> wanted, ProblemList problems)
    {
        var averages = new Dictionary<string, double>(StringComparer.Ordinal);
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        var (keyColumn, averageColumn) = (table.Columns[key], table.Columns[average]);
        var hasWeight = table.Columns.TryGetValue(weight, out var weightColumn);
        using var rows = new CsvRows(table.File, problems);
        while (rows.Read())
        {
            var name = rows[keyColumn].Trim();
            if (!wanted.Contains(name))
                continue;
            if (!Numbers.TryAmount(rows[averageColumn], out var amount))
                rows.Refuse(averageColumn, Numbers.AllowedAmount);
            var count = 1.0;
            if (hasWeight && !Numbers.TryAmount(rows[weightColumn], out count))
                rows.Refuse(weightColumn, Numbers.AllowedAmount);

            if (averages.TryAdd(name, amount))
            {
                weights[name] = count;
                continue;
            }

            var sum = weights[name] + count;
            averages[name] = sum > 0 ? ((averages[name] * weights[name]) + (amount * count)) / sum : averages[name];
            weights[name] = sum;
        }

        return averages;
    }
}
