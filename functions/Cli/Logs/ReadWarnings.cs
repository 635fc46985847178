using System.Globalization;
using Loadgen.Analysis.Events;
using Loadgen.Cli.Output;

namespace Loadgen.Cli.Logs;

/// <summary>Says what was not read of logs.</summary>
internal static class ReadWarnings
{
    private const int Most = 10;
    private const int LongestReason = 200;

    /// <summary>Tells the first ones on standard error, and how many others there are.</summary>
    /// <param name="others">Where all of them are told.</param>
    public static void Print(Shell shell, EventDatabase database, string others = "loadgen verify tells all of them")
    {
        var problems = database.Read(
            "SELECT log, line, reason FROM problems ORDER BY log, line NULLS LAST",
            row => (Log: row.GetString(0), Line: row.IsDBNull(1) ? (long?)null : row.GetInt64(1), Reason: row.GetString(2)));
        foreach (var (log, line, reason) in problems.Take(Most))
        {
            var place = line is { } number ? string.Create(CultureInfo.InvariantCulture, $"{log}, line {number}") : log;
            shell.Warn($"{place}: {Shortened.Of(reason, LongestReason)}");
        }

        if (problems.Count > Most)
        {
            shell.Warn(string.Create(
                CultureInfo.InvariantCulture, $"and {problems.Count - Most} more that were not read; {others}"));
        }
    }
}
