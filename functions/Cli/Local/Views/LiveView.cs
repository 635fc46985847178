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
    /// <summary>What stands above the rows, and a line below them for the cursor.</summary>
    private const int OtherLines = 5;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows what happens until nothing more will.</summary>
    public Task ShowAsync(RehearsalBoard board) =>
        shell.Console.Live(new Text("Starting the functions …")).AutoClear(true).StartAsync(context => ShowAsync(board, context));

    private async Task ShowAsync(RehearsalBoard board, LiveDisplayContext context)
    {
        while (!board.Changes.Completion.IsCompleted)
        {
            // The changes themselves do not matter: each frame shows where everything is.
            while (board.Changes.TryRead(out _))
            {
            }

            if (board.Clock is { } clock)
                context.UpdateTarget(Render(board, clock));
            await Task.WhenAny(board.Changes.Completion, Task.Delay(Frame, shell.Time));
        }
    }

    private Rows Render(RehearsalBoard board, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var lines = shell.Console.Profile.Height - OtherLines;
        return new Rows(
            new Text(RehearsalNotice.Of(ClockKind.Of(clock)) ?? "on the machine's own clock"),
            new Markup($"[bold]{Instant.ToSeconds(now)}[/]  {board.Length}"),
            board.Count <= lines ? EventsOf(board, now) : FunctionsOf(board, lines - 1));
    }

    private Table EventsOf(RehearsalBoard board, DateTimeOffset now)
    {
        var table = Tables.New(shell, "", "event", "scheduled", "state");
        foreach (var progress in board.Events)
        {
            table.AddRow(
                new Text(progress.Scenario.ToString()),
                new Text(Shortened.Of(progress.Event.FunctionId, shell)),
                new Text(EventText.Time(progress.Event)),
                State(progress, now));
        }

        return table;
    }

    private Rows FunctionsOf(RehearsalBoard board, int lines)
    {
        var table = Tables.New(shell, "", "function", "events", "done", "in flight", "outcomes").NoWrap();
        foreach (var column in table.Columns.Skip(2).SkipLast(1))
            column.RightAligned();
        var functions = board.Functions;
        var shown = functions.Count > lines ? Math.Max(lines - 1, 0) : functions.Count;
        foreach (var function in functions.Take(shown))
        {
            table.AddRow(
                new Text(function.Scenario.ToString()),
                new Text(Shortened.Of(function.Name, shell)),
                Number(function.Events),
                Number(function.Done),
                Number(function.Calling),
                new Text(Counted.Of(function.Outcomes)));
        }

        return functions.Count > shown
            ? new(new Text(board.Summary), table, new Text(
                string.Create(CultureInfo.InvariantCulture, $"and {functions.Count - shown} functions with fewer events")))
            : new(new Text(board.Summary), table);
    }

    private static Text Number(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static IRenderable State(EventProgress progress, DateTimeOffset now) => progress switch
    {
        { Stage: EventStage.Done, Result: { } result } => new Text(EventText.Of(result), new Style(EventText.ColourOf(result.Outcome))),
        { Stage: EventStage.Calling } => new Text($"calling for {Seconds(now - progress.Event.ScheduledTime)} s", new Style(Color.Teal)),
        _ => new Text(DueIn(progress, now), new Style(Color.Grey)),
    };

    private static string DueIn(EventProgress progress, DateTimeOffset now) => $"due in {Seconds(progress.Event.ScheduledTime - now)} s";

    private static string Seconds(TimeSpan span) => Math.Max(0, span.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
}
