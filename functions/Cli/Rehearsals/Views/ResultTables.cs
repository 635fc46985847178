using System.Globalization;
using Loadgen.Cli.Output;
using Loadgen.Cli.Verification;
using Spectre.Console;

namespace Loadgen.Cli.Rehearsals.Views;

/// <summary>What came of a rehearsal, for a person.</summary>
internal static class ResultTables
{
    /// <summary>Prints the events, the figures, what was checked, and where everything lies.</summary>
    public static void Print(Shell shell, RehearsalResult result)
    {
        shell.Console.WriteLine();
        shell.Console.MarkupLine(
            $"[bold]{result.Schedule.Hour}[/], {Markup.Escape(EventText.SpeedOf(result.Schedule))}; lag, latency and its parts in ms");
        PrintEvents(shell, result);
        PrintSummary(shell, result);
        // An interrupted run is not whole: that is no finding.
        if (!result.IsInterrupted)
            VerificationTables.PrintFindings(shell, [.. result.Runs.Select(run => run.Verified)]);
        PrintPlaces(shell, result);
        PrintVerdict(shell, result);
    }

    private static void PrintEvents(Shell shell, RehearsalResult result)
    {
        var table = Tables.New(shell, "", "event", "scheduled", "lag", "latency", "dns/tcp/tls/wait/read", "region", "outcome").NoWrap();
        table.Columns[3].RightAligned();
        table.Columns[4].RightAligned();
        foreach (var run in result.Runs)
        {
            var lines = run.Events.ToLookup(line => line.EventId, StringComparer.Ordinal);
            foreach (var planned in run.Plan.Events)
            {
                var line = lines[planned.EventId].FirstOrDefault();
                table.AddRow(
                    new Text(run.Plan.Run.Scenario.ToString()),
                    new Text(planned.FunctionId),
                    new Text(EventText.Time(planned)),
                    new Text(line is null ? "" : EventText.Milliseconds(line.LagMilliseconds)),
                    new Text(line is null ? "" : EventText.Milliseconds(line.LatencyMilliseconds)),
                    new Text(line is null ? "" : EventText.Parts(line)),
                    new Text(line?.Region ?? ""),
                    line is null
                        ? new Text("no line", new Style(Color.Red))
                        : new Text(EventText.Outcome(line), new Style(EventText.ColourOf(line.Outcome))));
            }
        }

        shell.Console.Write(table);
    }

    private static void PrintSummary(Shell shell, RehearsalResult result)
    {
        var events = result.Runs.SelectMany(run => run.Events).ToList();
        var planned = result.Runs.Sum(run => run.Plan.Events.Count);
        var summary = string.Create(CultureInfo.InvariantCulture, $"{events.Count} of {planned} events have their line");
        if (events.Count > 0)
        {
            summary += ": " + string.Join(", ", events.CountBy(line => line.Outcome)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")));
        }

        var lags = events.Select(line => line.LagMilliseconds).OfType<double>().Order().ToList();
        if (lags.Count > 0)
        {
            summary += $"; lag {EventText.Milliseconds(lags[lags.Count / 2])} ms at the median, "
                + $"{EventText.Milliseconds(lags[^1])} ms at most";
        }

        shell.Console.WriteLine($"{summary}.");
    }

    private static void PrintPlaces(Shell shell, RehearsalResult result)
    {
        foreach (var run in result.Runs)
            shell.Console.WriteLine($"Log of scenario {run.Plan.Run.Scenario}: {run.Log}");
        shell.Console.WriteLine($"What the functions said: {Path.Combine(result.Folder, "logs")}");
    }

    private static void PrintVerdict(Shell shell, RehearsalResult result)
    {
        foreach (var run in result.Runs.Where(run => !run.IsComplete))
        {
            var lines = run.Events.Select(line => line.EventId).ToHashSet(StringComparer.Ordinal);
            var missing = run.Plan.Events.Where(planned => !lines.Contains(planned.EventId)).Select(planned => planned.FunctionId).ToList();
            shell.Console.MarkupLine(
                $"[red]Scenario {run.Plan.Run.Scenario} did not end[/]{(result.IsInterrupted ? "" : " in time")}: "
                + (missing.Count > 0
                    ? $"no line for {string.Join(", ", missing)}."
                    : "every event has its line, but the complete line is missing."));
        }

        shell.Console.MarkupLine(result.ExitCode switch
        {
            ExitCode.Success => "[green]Passed[/]: each event has exactly one line, nothing was sent early, each log is whole.",
            ExitCode.Interrupted => "[yellow]Interrupted[/]: what was logged until then is kept.",
            _ => "[red]Failed[/]: see above.",
        });
    }
}
