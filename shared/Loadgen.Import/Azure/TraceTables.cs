using Loadgen.Import.Problems;
using Loadgen.Import.Sources;

namespace Loadgen.Import.Azure;

/// <summary>The tables of a trace of 2019: one of each kind, and those of durations and memory may be missing.</summary>
internal sealed record TraceTables(TraceTable Invocations, TraceTable? Durations, TraceTable? Memory)
{
    /// <exception cref="ImportException">The files are something else.</exception>
    public static TraceTables Of(IReadOnlyList<TraceFile> files, ProblemList problems)
    {
        List<TraceTable> tables = [.. files.Select(file => TraceTable.Recognise(file, problems)).OfType<TraceTable>()];
        foreach (var same in tables.GroupBy(table => table.Kind).Where(group => group.Count() > 1))
        {
            var names = string.Join(" and ", same.Select(table => ProblemList.Quoted(table.File.Name)));
            problems.Add("", null, $"FILE, {same.Key.ToString().ToLowerInvariant()}", names, "one file, of one day");
        }

        problems.ThrowIfAny();
        var invocations = tables.Find(table => table.Kind is TableKind.Invocations)
            ?? throw problems.Fatal("", null, "FILE, invocations", "none", "one file with the calls of each minute, of one day");
        return new(
            invocations,
            tables.Find(table => table.Kind is TableKind.Durations),
            tables.Find(table => table.Kind is TableKind.Memory));
    }
}
