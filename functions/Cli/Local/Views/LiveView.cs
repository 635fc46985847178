using System.Globalization;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Output;
using Loadgen.Clocks;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Loadgen.Cli.Local.Views;

/// <summary>All events at once, moving: what is next and in how long, what is in flight, what came of it.</summary>
internal sealed class LiveView(Shell shell)
{
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
        var table = Tables.New(shell, "", "event", "scheduled", "state");
        foreach (var progress in board.Events)
        {
            table.AddRow(
                new Text(progress.Scenario.ToString()),
                new Text(progress.Event.FunctionId),
                new Text(EventText.Time(progress.Event)),
                State(progress, now));
        }

        return new Rows(
            new Text(RehearsalNotice.Of(ClockKind.Of(clock)) ?? "on the machine's own clock"),
            new Markup($"[bold]{Instant.ToSeconds(now)}[/]  {board.Length}"),
            table);
    }

    private static IRenderable State(EventProgress progress, DateTimeOffset now) => progress switch
    {
        { Stage: EventStage.Done, Result: { } result } => new Text(EventText.Of(result), new Style(EventText.ColourOf(result.Outcome))),
        { Stage: EventStage.Calling } => new Text($"calling for {Seconds(now - progress.Event.ScheduledTime)} s", new Style(Color.Teal)),
        _ => new Text(DueIn(progress, now), new Style(Color.Grey)),
    };

    private static string DueIn(EventProgress progress, DateTimeOffset now) => $"due in {Seconds(progress.Event.ScheduledTime - now)} s";

    private static string Seconds(TimeSpan span) => Math.Max(0, span.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
}
