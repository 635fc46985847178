using Loadgen.Import.Problems;
using Loadgen.Import.Sources;

namespace Loadgen.Import.Azure;

/// <summary>What a table of the trace of 2019 is about, which its header says.</summary>
internal enum TableKind
{
    /// <summary>Calls by the minute.</summary>
    Invocations,

    /// <summary>Durations of functions.</summary>
    Durations,

    /// <summary>Memory of apps or of functions.</summary>
    Memory,
}

/// <summary>A table of the trace of 2019, recognised by its header: names in any case, in any order.</summary>
/// <param name="Columns">The positions of the columns that have names.</param>
/// <param name="FirstMinute">Invocations: the first column that counts calls. Its label, and those of the others, mean nothing.</param>
internal sealed record TraceTable(TraceFile File, TableKind Kind, IReadOnlyDictionary<string, int> Columns, int FirstMinute, int Minutes)
{
    public const string Function = "HashFunction";
    public const string App = "HashApp";
    public const string Trigger = "Trigger";
    public const string Average = "Average";
    public const string Count = "Count";
    public const string AverageMemory = "AverageAllocatedMb";
    public const string SampleCount = "SampleCount";

    private const string Owner = "HashOwner";
    private const string Allowed = "the header of invocations (HashFunction and perhaps HashOwner, HashApp, Trigger in the first columns, "
        + "then a column for each minute), durations (HashFunction, Average) or memory (HashApp or HashFunction, AverageAllocatedMb)";

    private static readonly string[] Leading = [Function, App, Owner, Trigger];
    private static readonly string[] Named = [.. Leading, Average, Count, AverageMemory, SampleCount];

    /// <returns><see langword="null"/> where it is none, which is a problem.</returns>
    public static TraceTable? Recognise(TraceFile file, ProblemList problems)
    {
        using var rows = new CsvRows(file, problems);
        var header = rows.Header;
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var (leading, isTwice) = (LeadingOf(header), false);
        for (var column = 0; column < header.Count; column++)
        {
            var name = Array.Find(Named, known => known.Equals(header[column], StringComparison.OrdinalIgnoreCase));
            if (name is null || columns.TryAdd(name, column))
                continue;
            problems.AddText(file.Name, 1, "header", header[column], $"{name} once");
            isTwice = true;
        }

        var hasKey = columns.ContainsKey(App) || columns.ContainsKey(Function);
        TableKind? kind = columns.ContainsKey(AverageMemory) && hasKey ? TableKind.Memory
            : columns.ContainsKey(Average) && columns.ContainsKey(Function) ? TableKind.Durations
            : columns.TryGetValue(Function, out var place) && place < leading && leading < header.Count ? TableKind.Invocations
            : null;
        if (kind is null && !isTwice)
            problems.AddText(file.Name, 1, "header", string.Join(',', header.Take(6)), Allowed);
        if (kind is TableKind.Invocations && columns.FirstOrDefault(column => column.Value >= leading) is { Key: { } late } && !isTwice)
        {
            problems.AddText(file.Name, 1, "header", late, $"{late} before the columns of the minutes");
            return null;
        }

        return kind is { } found && !isTwice ? new(file, found, columns, leading, header.Count - leading) : null;
    }

    /// <summary>How many columns come before the minutes'.</summary>
    private static int LeadingOf(IReadOnlyList<string> header)
    {
        var leading = 0;
        while (leading < header.Count && Leading.Contains(header[leading], StringComparer.OrdinalIgnoreCase))
            leading++;
        return leading;
    }
}
