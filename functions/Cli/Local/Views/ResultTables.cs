using System.Globalization;
using Loadgen.Analysis.Measurements;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Output;
using Loadgen.Cli.Verification;
using Loadgen.Configuration;
using Loadgen.Trace;
using Spectre.Console;

namespace Loadgen.Cli.Local.Views;

/// <summary>What came of a rehearsal, for a person.</summary>
internal static class ResultTables
{
    /// <summary>The most events of a run that are shown one by one.</summary>
    private const int MostEvents = 40;

    /// <summary>The most events that a sentence names.</summary>
    private const int MostNamed = 10;

    /// <summary>Prints the events, the figures, what was checked, and where everything lies.</summary>
    public static void Print(Shell shell, RehearsalResult result)
    {
        shell.Console.WriteLine();
        RehearsalNotice.Print(shell, result.Clock);
        var isGrouped = result.Runs.Any(run => run.Plan.Events.Count > MostEvents);
        var shown = Tables.IsRoomy(shell) && !isGrouped ? "lag, latency and its parts" : "lag and latency";
        var workload = PlannedWorkload.Of(result.Runs.Select(run => run.Plan));
        shell.Console.MarkupLine(
            $"[bold]{result.Hour}[/]{(workload.Length > 0 ? $" · {Markup.Escape(workload)}" : "")}; {shown} in ms");
        if (isGrouped)
            FunctionTable.Print(shell, result);
        else if (result.Runs.Any(run => run.Plan.Events.Count > 0))
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
        const int lag = 3, latency = 4, parts = 5;
        List<string> columns = ["", "event", "scheduled", "lag", "latency", "dns/tcp/tls/wait/read", "region", "outcome"];
        // What a narrow terminal has no room for stands in the log.
        var hasParts = Tables.IsRoomy(shell);
        if (!hasParts)
            columns.RemoveAt(parts);
        var table = Tables.New(shell, columns).NoWrap();
        table.Columns[lag].RightAligned();
        table.Columns[latency].RightAligned();
        foreach (var run in result.Runs)
        {
            var lines = run.Events.ToLookup(line => line.EventId, StringComparer.Ordinal);
            foreach (var planned in run.Plan.Events)
            {
                var name = Shortened.Of(planned.FunctionId, shell);
                var cells = CellsOf(run.Plan.Run.Scenario, name, planned, lines[planned.EventId].FirstOrDefault()).ToList();
                if (!hasParts)
                    cells.RemoveAt(parts);
                table.AddRow(cells);
            }
        }

        shell.Console.Write(table);
    }

    private static IEnumerable<Text> CellsOf(Scenario scenario, string name, PlannedEvent planned, EventResult? line)
    {
        string[] texts =
        [
            scenario.ToString(),
            name,
            EventText.Time(planned),
            line is null ? "" : EventText.Milliseconds(line.LagMilliseconds),
            line is null ? "" : EventText.Milliseconds(line.LatencyMilliseconds),
            line is null ? "" : EventText.Parts(line),
            line?.Region ?? "",
        ];
        var outcome = line is null
            ? new Text("no line", new Style(Color.Red))
            : new Text(EventText.Outcome(line), new Style(EventText.ColourOf(line.Outcome)));
        return [.. texts.Select(text => new Text(text)), outcome];
    }

    private static void PrintSummary(Shell shell, RehearsalResult result)
    {
        var events = result.Runs.SelectMany(run => run.Events).ToList();
        var planned = result.Runs.Sum(run => run.Plan.Events.Count);
        var summary = string.Create(CultureInfo.InvariantCulture, $"{events.Count} of {planned} events have their line");
        if (events.Count > 0)
            summary += $": {Counted.Of(events.Select(line => line.Outcome))}";

        var lags = events.Select(line => line.LagMilliseconds).OfType<double>().Order().ToList();
        if (lags.Count > 0)
        {
            summary += $"; lag {EventText.Milliseconds(Quantile.Of(lags, 50))} ms at the median, "
                + $"{EventText.Milliseconds(lags[^1])} ms at most";
        }

        shell.Console.WriteLine($"{summary}.");
    }

    private static void PrintPlaces(Shell shell, RehearsalResult result)
    {
        foreach (var run in result.Runs)
        {
            shell.Console.WriteLine($"Log of scenario {run.Plan.Run.Scenario}:");
            shell.WriteUnbroken(run.Log);
        }

        shell.Console.WriteLine("What the functions said:");
        shell.WriteUnbroken(Path.Combine(result.Folder, "logs"));
    }

    private static void PrintVerdict(Shell shell, RehearsalResult result)
    {
        foreach (var run in result.Runs.Where(run => !run.IsComplete))
        {
            var lines = run.Events.Select(line => line.EventId).ToHashSet(StringComparer.Ordinal);
            var missing = run.Plan.Events.Where(planned => !lines.Contains(planned.EventId)).ToList();
            shell.Console.MarkupLine(
                $"[red]Scenario {run.Plan.Run.Scenario} did not end[/]{(result.IsInterrupted ? "" : " in time")}: "
                + (missing.Count > 0
                    ? $"no line for {NamesOf(missing)}."
                    : "every event has its line, but the complete line is missing."));
        }

        if (result.ExitCode is ExitCode.Success)
            VerdictLine.Print(shell, Verdict.Of([.. result.Runs.Select(run => run.Verified)], []));
        else if (result.ExitCode is ExitCode.Interrupted)
            shell.Console.MarkupLine("[olive]Interrupted[/]: what was logged until then is kept.");
        else
            shell.Console.MarkupLine("[red]Failed[/]: see above.");
    }

    private static string NamesOf(IReadOnlyList<PlannedEvent> events)
    {
        var names = events.Take(MostNamed).Select(planned => planned.FunctionId);
        var others = events.Count > MostNamed
            ? string.Create(CultureInfo.InvariantCulture, $" and {events.Count - MostNamed} other events")
            : "";
        return $"{string.Join(", ", names)}{others}";
    }
}
