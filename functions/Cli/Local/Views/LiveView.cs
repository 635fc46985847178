using System.Globalization;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Output;
using Loadgen.Clocks;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Loadgen.Cli.Local.Views;

/// <summary>
/// All events at once, moving: what is next and in how long, what is in flight, what came of it. More than the terminal has lines for are
/// added up, function by function.
/// </summary>
internal sealed class LiveView(Shell shell)
{
    /// <summary>The headings of the table, and a line below it for the cursor.</summary>
    private const int OtherLines = 2;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows what happens until nothing more will.</summary>
    public Task ShowAsync(EventBoard board) =>
        shell.Console.Live(Render(board)).AutoClear(true).StartAsync(context => ShowAsync(board, context));

    /// <summary>The table as it is now.</summary>
    public Rows Render(EventBoard board)
    {
        List<IRenderable> rows = [.. HeadOf(board)];
        if (board.Runs.Count == 0)
            return new(rows);

        var lines = shell.Console.Profile.Height - OtherLines - rows.Count - LinesBroken(board.Status);
        if (board.Count <= lines)
            rows.Add(EventsOf(board));
        else
            rows.AddRange(FunctionsOf(board, lines - 1));
        return new(rows);
    }

    private async Task ShowAsync(EventBoard board, LiveDisplayContext context)
    {
        while (!board.Changes.Completion.IsCompleted)
        {
            // The changes themselves do not matter: each frame shows where everything is.
            while (board.Changes.TryRead(out _))
            {
            }

            context.UpdateTarget(Render(board));
            await Task.WhenAny(board.Changes.Completion, Task.Delay(Frame, shell.Time));
        }
    }

    private IEnumerable<IRenderable> HeadOf(EventBoard board)
    {
        ClockKind[] clocks = [.. board.Runs.Select(run => ClockKind.Of(run.Clock))];
        if (board is { Clock: { } clock, Runs.Count: > 0 })
        {
            foreach (var notice in RehearsalNotice.OfEach(clocks).Select(each => each.Notice).DefaultIfEmpty("on the machine's own clock"))
                yield return new Text(notice);
            var time = Instant.ToSeconds(clock.GetUtcNow());
            var room = shell.Console.Profile.Width - time.Length - "  ".Length;
            yield return new Markup($"[bold]{time}[/]  {Markup.Escape(Cut(board.Title, room))}");
        }

        if (board.Status is { } status)
            yield return new Text(status, Color.Olive);
    }

    /// <summary>How many lines more than one a text takes, at most.</summary>
    private int LinesBroken(string? text) => text is null ? 0 : (text.Length / shell.Console.Profile.Width * 2) + 1;

    private Table EventsOf(EventBoard board)
    {
        var runs = board.Runs;
        return TableOf(
            ["", "event", "scheduled", "state"],
            [
                .. board.Events.Select(progress =>
                {
                    var (state, colour) = StateOf(progress);
                    string[] cells =
                    [
                        progress.Run.LabelAmong(runs),
                        Shortened.Of(progress.Event.FunctionId, shell),
                        EventText.Time(progress.Event),
                        state,
                    ];
                    return (cells, colour);
                }),
            ]);
    }

    private IEnumerable<IRenderable> FunctionsOf(EventBoard board, int lines)
    {
        var (functions, runs) = (board.Functions, board.Runs);
        var shown = functions.Count > lines ? Math.Max(lines - 1, 0) : functions.Count;
        string[] held = board.TellsHeld ? ["held"] : [];
        var table = TableOf(
            ["", "function", "due", .. held, "calling", "done", "max lag", "outcomes"],
            [
                .. functions.Take(shown).Select(function => (
                    CellsOf(function, function.Run.LabelAmong(runs), board.TellsHeld).ToArray(), Color.Default)),
            ]);
        foreach (var column in table.Columns.Skip(2).SkipLast(1))
            column.RightAligned();

        yield return new Text(Cut(board.Summary, shell.Console.Profile.Width));
        yield return table;
        if (functions.Count > shown)
        {
            yield return new Text(
                string.Create(CultureInfo.InvariantCulture, $"and {functions.Count - shown} functions with fewer events"));
        }
    }

    private IEnumerable<string> CellsOf(FunctionProgress function, string run, bool tellsHeld)
    {
        yield return run;
        yield return Shortened.Of(function.Name, shell);
        yield return Number(function.Due);
        if (tellsHeld)
            yield return Number(function.Held);
        yield return Number(function.Calling);
        yield return Number(function.Done);
        yield return EventText.Milliseconds(function.GreatestLag);
        yield return Counted.Of(function.Outcomes);
    }

    /// <summary>A table in which a row is a line: the last cell is cut where there is no room for it.</summary>
    private Table TableOf(string[] headings, IReadOnlyList<(string[] Cells, Color Last)> rows)
    {
        var table = Tables.New(shell, headings);
        var others = Enumerable.Range(0, headings.Length - 1)
            .Sum(column => rows.Select(row => row.Cells[column].Length).Append(headings[column].Length).Max());
        var room = shell.Console.Profile.Width - others - table.Columns.Sum(column => column.Padding?.Right ?? 0);
        foreach (var (cells, colour) in rows)
            table.AddRow([.. cells[..^1].Select(cell => new Text(cell)), new Text(Cut(cells[^1], room), colour)]);
        return table;
    }

    private static string Cut(string text, int room) => text.Length <= room ? text : $"{text[..Math.Max(room - 1, 0)]}…";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static (string Text, Color Colour) StateOf(EventProgress progress)
    {
        var wait = progress.Event.ScheduledTime - progress.Run.Clock.GetUtcNow();
        return progress switch
        {
            { Stage: EventStage.Done, Result: { } result } => (EventText.Of(result), EventText.ColourOf(result.Outcome)),
            { Stage: EventStage.Calling } => ($"calling for {Seconds(-wait)} s", Color.Teal),
            { Stage: EventStage.Held } => ($"held, {DueIn(wait)}", Color.Default),
            _ => (DueIn(wait), Color.Grey),
        };
    }

    private static string DueIn(TimeSpan wait) => wait > TimeSpan.Zero ? $"due in {Seconds(wait)} s" : $"due for {Seconds(-wait)} s";

    private static string Seconds(TimeSpan span) => Math.Max(0, span.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
}
