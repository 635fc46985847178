using Loadgen.Analysis.Correlation;
using Loadgen.Cli.Output;
using Spectre.Console;

namespace Loadgen.Cli.Correlation;

/// <summary>What came of joining logs, for the operator.</summary>
internal static class CorrelationText
{
    private const int MostNames = 5;

    /// <summary>Prints the table, and what is to be known of it.</summary>
    /// <param name="written">Where the events were written; <see langword="null"/>: nowhere.</param>
    public static void Print(Shell shell, CorrelatedLogs logs, string? written)
    {
        if (logs.Result is not { } result)
        {
            shell.WriteUnbroken("No event has a line in these run logs.");
            return;
        }

        RehearsalNotice.PrintEach(shell, logs.Clocks);
        shell.WriteUnbroken("Times are medians in ms.");
        CorrelationTable.Print(shell, result);
        foreach (var sentence in SentencesOf(logs, result))
            shell.Console.WriteLine(sentence);
        if (written is not null)
            shell.WriteUnbroken(written);
    }

    private static IEnumerable<string> SentencesOf(CorrelatedLogs logs, CorrelationResult result)
    {
        var (calls, logged) = (Sum(result, function => function.Calls), Sum(result, function => function.WithLog));
        yield return Words($"{logged} of {calls} calls have a log of their function.");
        if (Sum(result, function => function.ExecutedTwice) is var twice and > 0)
            yield return Words($"{twice} of them {Were(twice)} executed more than once: the first execution counts.");
        if (Sum(result, function => function.Early) is var early and > 0)
            yield return Words($"{early} of them began before the target time.");
        if (Sum(result, function => function.Late) is var late and > 0)
            yield return Words($"{late} of them finished after the deadline.");
        if (Sum(result, function => function.NegativeQueueDelays) is var negative and > 0)
            yield return Words($"{negative} of them {Were(negative)} received before being sent: the clocks of the machines differ.");
        if (result.Functions.Any(function => function.WithDispatcherLog is not null))
            yield return Words($"With a log of the dispatcher: {Sum(result, function => function.WithDispatcherLog ?? 0)}.");
        if (logs.Joined.LogsWithoutCall > 0)
        {
            var functions = string.Join(
                ", ", logs.Joined.WithoutCall.Take(MostNames).Select(pair => Words($"{pair.Value} {NameOf(pair.Key)}")));
            var more = logs.Joined.WithoutCall.Count > MostNames ? ", …" : "";
            yield return Words($"Logs of calls that no event here made: {logs.Joined.LogsWithoutCall} ({functions}{more}).");
        }

        if (logs.Joined.Ambiguous > 0)
            yield return Words($"Logs that fit several calls equally well, and are joined to none: {logs.Joined.Ambiguous}.");
        if (logs.OfOtherRuns > 0)
            yield return Words($"Events of further runs of their hours, which are in none of these numbers: {logs.OfOtherRuns}.");
    }

    private static string Were(long count) => count == 1 ? "was" : "were";

    private static string NameOf(string function) => function.Length > 0 ? Shortened.Of(function, most: 48) : "without a name";

    private static long Sum(CorrelationResult result, Func<CorrelatedFunction, long> count) => result.Functions.Sum(count);

    private static string Words(FormattableString text) => FormattableString.Invariant(text);
}
