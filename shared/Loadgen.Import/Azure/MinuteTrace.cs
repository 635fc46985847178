using System.Globalization;
using Loadgen.Import.Problems;
using Loadgen.Import.Sources;
using Loadgen.Import.Traces;

namespace Loadgen.Import.Azure;

/// <summary>
/// Azure Functions 2019 and its excerpts: tables with the calls of each minute, durations and memory, joined by the functions' hashes.
/// </summary>
internal sealed class MinuteTrace(TraceTables tables) : ITrace
{
    private readonly TraceTable _invocations = tables.Invocations;

    public TraceFacts Facts { get; } = new(
        tables.Invocations.Columns.ContainsKey(TraceTable.Trigger), tables.Durations is not null, tables.Memory is not null);

    /// <inheritdoc/>
    public TraceSurvey Survey(TraceMinutes? minutes, ProblemList problems)
    {
        var chosen = minutes ?? new(0, _invocations.Minutes - 1);
        if (chosen.Last >= _invocations.Minutes)
        {
            throw problems.Fatal("", null, "--minutes", ProblemList.Quoted(chosen.ToString()), string.Create(
                CultureInfo.InvariantCulture, $"minutes that {_invocations.File.Name} has: 0..{_invocations.Minutes - 1}"));
        }

        var totals = new Dictionary<string, long>(StringComparer.Ordinal);
        var added = 0L;
        using var rows = new CsvRows(_invocations.File, problems, isRepetitive: true);
        while (rows.Read())
        {
            if (KeyOf(rows) is not { } key)
                continue;
            var total = 0L;
            for (var minute = chosen.First; minute <= chosen.Last; minute++)
                total += Count(rows, minute);
            added += totals.ContainsKey(key) ? 1 : 0;
            totals[key] = totals.GetValueOrDefault(key) + total;
        }

        return new(chosen, _invocations.Minutes, [.. totals.Select(total => new FunctionTotal(total.Key, total.Value))])
        {
            AddedRows = added,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<TracedFunction> Read(IReadOnlyList<string> keys, TraceMinutes minutes, ProblemList problems)
    {
        var counts = keys.ToDictionary(key => key, _ => new int[minutes.Count], StringComparer.Ordinal);
        var functions = counts.ToDictionary(
            pair => pair.Key, pair => new TracedFunction(pair.Key, new MinuteCounts(pair.Value)), StringComparer.Ordinal);
        var apps = new Dictionary<string, string>(StringComparer.Ordinal);
        var hasTrigger = _invocations.Columns.TryGetValue(TraceTable.Trigger, out var trigger);
        var hasApp = _invocations.Columns.TryGetValue(TraceTable.App, out var app);
        using (var rows = new CsvRows(_invocations.File, problems, isRepetitive: true))
        {
            while (rows.Read())
            {
                if (KeyOf(rows) is not { } key || !functions.TryGetValue(key, out var function))
                    continue;
                for (var minute = minutes.First; minute <= minutes.Last; minute++)
                    Add(ref counts[key][minute - minutes.First], rows, minute);
                if (hasTrigger && rows[trigger].Trim() is { Length: > 0 } text)
                    function.Trigger ??= text;
                if (hasApp)
                    apps.TryAdd(key, rows[app].Trim());
            }
        }

        AddAverages(functions, apps, problems);
        return [.. keys.Select(key => functions[key])];
    }

    private void AddAverages(Dictionary<string, TracedFunction> functions, Dictionary<string, string> apps, ProblemList problems)
    {
        if (tables.Durations is { } durations)
        {
            var averages = new AverageTable(durations, TraceTable.Function, TraceTable.Average, TraceTable.Count)
                .Read(functions.Keys.ToHashSet(StringComparer.Ordinal), problems);
            foreach (var (key, average) in averages)
                functions[key].Duration = average;
        }

        if (tables.Memory is not { } memory)
            return;

        var isPerFunction = memory.Columns.ContainsKey(TraceTable.Function);
        var names = isPerFunction ? functions.Keys.ToDictionary(key => key, StringComparer.Ordinal) : apps;
        var found = new AverageTable(
                memory, isPerFunction ? TraceTable.Function : TraceTable.App, TraceTable.AverageMemory, TraceTable.SampleCount)
            .Read(names.Values.ToHashSet(StringComparer.Ordinal), problems);
        foreach (var (key, name) in names)
            functions[key].Memory = found.TryGetValue(name, out var average) ? average : null;
    }

    private string? KeyOf(CsvRows rows)
    {
        var column = _invocations.Columns[TraceTable.Function];
        if (rows[column].Trim() is { Length: > 0 } key)
            return key;
        rows.Refuse(column, "the function's hash");
        return null;
    }

    private void Add(ref int sum, CsvRows rows, int minute)
    {
        var count = Count(rows, minute);
        if (count > Numbers.LargestCount - sum)
            rows.Refuse(_invocations.FirstMinute + minute, $"{Numbers.AllowedCount}, in all rows of a function together");
        else
            sum += count;
    }

    private int Count(CsvRows rows, int minute)
    {
        var column = _invocations.FirstMinute + minute;
        if (Numbers.TryCount(rows[column], out var count))
            return count;
        rows.Refuse(column, Numbers.AllowedCount);
        return 0;
    }
}
