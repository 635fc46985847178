using System.Globalization;
using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Spectre.Console;

namespace Loadgen.Cli.Verification;

/// <summary>What came of it all, on a line.</summary>
internal static class VerdictLine
{
    /// <summary>Prints it. Green is only what passed and was answered.</summary>
    public static void Print(Shell shell, Verdict verdict) => shell.Console.MarkupLine(Of(verdict));

    private static string Of(Verdict verdict)
    {
        var errors = verdict.Logs.Sum(log => log.Report.Findings.Count(finding => finding.Severity is Severity.Error));
        var unmet = verdict.Requirements.Count(result => !result.Passed);
        if (errors + unmet > 0)
        {
            string?[] problems =
            [
                errors > 0 ? Counted(errors, "finding breaks a promise", "findings break promises") : null,
                unmet > 0 ? $"{Counted(unmet, "requirement is", "requirements are")} not met" : null,
                verdict.IsRunning ? RunningOf(verdict) : null,
            ];
            return $"[red]Failed[/]: {string.Join("; ", problems.OfType<string>())}.";
        }

        if (verdict.IsRunning)
            return $"[olive]Running[/]: {RunningOf(verdict)}; nothing is wrong so far (--wait waits for the end).";
        var isUnanswered = verdict.HasUnansweredRun;
        return $"{(isUnanswered ? "[olive]Passed, but not every run was answered[/]" : "[green]Passed[/]")}: every planned event has its "
            + $"one line, none was sent early, and every line agrees with itself; {CallsOf(verdict)}.";
    }

    private static string RunningOf(Verdict verdict)
    {
        var running = verdict.Runs.Where(run => run.IsRunning).ToList();
        return running.Sum(run => run.Running) is var events and > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{events} of {running.Sum(run => run.Planned)} events are still running")
            : $"{Counted(running.Count, "run lacks its", "runs lack their")} complete line, which may still come";
    }

    private static string CallsOf(Verdict verdict)
    {
        var failed = verdict.OutcomesWhere(outcome => outcome.WasSent() && outcome is not Outcome.Ok);
        var unmeasured = verdict.OutcomesWhere(
            outcome => outcome is Outcome.SkippedLate or Outcome.NotRouted or Outcome.Unknown);
        var calls = verdict.Calls switch
        {
            0 => "nobody was called",
            var count when failed.Count > 0 => string.Create(
                CultureInfo.InvariantCulture, $"{failed.Sum(pair => pair.Count)} of {count} calls failed ({Listed(failed)})"),
            var count => $"{(count == 1 ? "the call did not fail" : $"none of {Number(count)} calls failed")}",
        };
        return unmeasured.Count > 0 ? $"{calls}; not measured: {Listed(unmeasured)}" : calls;
    }

    private static string Listed(IReadOnlyList<(Outcome Outcome, int Count)> outcomes) =>
        string.Join(", ", outcomes.Select(pair => $"{Number(pair.Count)} {pair.Outcome.ToName()}"));

    private static string Counted(int count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
